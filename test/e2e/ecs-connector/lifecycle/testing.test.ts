import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp } from "../../../kit/processes";
import { pipeline } from "../../../support/deployment";
import { fromReadme } from "../../../support/readme";

jest.setTimeout(300_000);
afterAll(cleanUp);

test("the README's tests of a configuration that calls the module pass", async () => {
  const files = [
    fromReadme("ecs-connector", 'mock_provider "aws" {}'),
    fromReadme("ecs-connector", 'mock_provider "aws" {\n'),
  ];
  const terraform = pipeline(
    "ecs-connector",
    {
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      variable: {
        apono_token: { type: "string", sensitive: true, ephemeral: true },
      },
      module: {
        apono: {
          source: "./module",
          aponoToken: "${var.apono_token}",
          subnetIds: ["subnet-0123456789abcdef0"],
          assignPublicIp: false,
        },
      },
      output: { connector_role_arn: { value: "${module.apono.connector_role_arn}" } },
    },
    { AWS_REGION: "eu-central-1" },
  );
  files.forEach((file, index) =>
    writeFileSync(join(terraform.folder, `readme${index}.tftest.hcl`), file),
  );
  await terraform.init();
  const { runs } = await terraform.test();
  expect(runs.map(({ name, status, diagnostics }) => ({ name, status, diagnostics }))).toEqual(
    ["passes_the_role_on", "plans"].map((name) => ({ name, status: "pass", diagnostics: [] })),
  );
});
