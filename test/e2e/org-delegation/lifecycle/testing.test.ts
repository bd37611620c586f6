import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp } from "../../../kit/processes";
import { pipeline } from "../../../support/deployment";
import { fromReadme } from "../../../support/readme";

jest.setTimeout(300_000);
afterAll(cleanUp);

test("the README's tests of a configuration that calls the module pass", async () => {
  const terraform = pipeline(
    "org-delegation",
    {
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      module: {
        apono_organization: {
          source: "./module",
          connectorRoleArn: "arn:aws:iam::111111111111:role/apono-connector-role-1a2b3c4d",
          organizationalUnitIds: ["ou-ab12-cdef3456"],
          excludedAccountIds: ["222222222222"],
        },
      },
      output: {
        management_account_role_arn: {
          value: "${module.apono_organization.management_account_role_arn}",
        },
      },
    },
    { AWS_REGION: "eu-central-1" },
  );
  const files = [
    fromReadme("org-delegation", 'mock_provider "aws" {}'),
    fromReadme("org-delegation", 'mock_provider "aws" {\n'),
  ];
  files.forEach((file, index) =>
    writeFileSync(join(terraform.folder, `readme${index}.tftest.hcl`), file),
  );
  await terraform.init();
  const { runs } = await terraform.test();
  expect(runs.map(({ name, status, diagnostics }) => ({ name, status, diagnostics }))).toEqual(
    ["passes_the_role_on", "plans"].map((name) => ({ name, status: "pass", diagnostics: [] })),
  );
});
