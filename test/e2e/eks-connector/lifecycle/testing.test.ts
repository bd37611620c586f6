import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeModule } from "../../../../cli/registry/build/write-module";
import { cleanUp, tempDir } from "../../../kit/processes";
import { installStandIns } from "../../../kit/schema-only-provider/install";
import { Terraform } from "../../../kit/terraform";
import { fromReadme } from "../../../support/readme";

jest.setTimeout(1_200_000); // the stand-in plugin may have to be built
afterAll(cleanUp);

test("the README's tests of a configuration that calls the module pass", async () => {
  const folder = tempDir("root-");
  writeModule("eks-connector", join(folder, "module"));
  const root = {
    terraform: {
      required_providers: Object.fromEntries(
        ["aws", "helm", "kubernetes"].map((name) => [name, { source: `hashicorp/${name}` }]),
      ),
    },
    variable: { apono_token: { type: "string", sensitive: true, ephemeral: true } },
    module: {
      apono: { source: "./module", aponoToken: "${var.apono_token}", clusterName: "main" },
    },
    output: { connector_role_arn: { value: "${module.apono.connector_role_arn}" } },
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
  const files = [
    fromReadme("eks-connector", 'mock_provider "aws" {}'),
    fromReadme("eks-connector", 'mock_provider "helm" {}'),
  ];
  files.forEach((file, index) => writeFileSync(join(folder, `readme${index}.tftest.hcl`), file));
  const terraform = new Terraform(folder, {
    env: { AWS_REGION: "eu-central-1" },
    extraMirrors: [await installStandIns(["helm", "kubernetes"])],
  });
  await terraform.init();
  const { runs } = await terraform.test();
  expect(runs.map(({ name, status, diagnostics }) => ({ name, status, diagnostics }))).toEqual(
    ["passes_the_role_on", "plans"].map((name) => ({ name, status: "pass", diagnostics: [] })),
  );
});
