import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deployerReport } from "../../cli/permissions/deployer/deployer";
import { renderDeployer } from "../../cli/permissions/deployer/render";
import { MODULE_NAMES } from "../../modules/module-names";
import { cleanUp, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";

jest.setTimeout(300_000);

afterAll(cleanUp);

/** Nothing is asked of AWS. */
const provider = {
  region: "us-east-1",
  access_key: "x",
  secret_key: "x",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: true,
};

interface Document {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/** A policy without order, as IAM reads it: Terraform's may have a single text for a list of one. */
const normalized = ({ Statement }: Document) =>
  Statement.map(({ Action, Resource, ...rest }) => ({
    ...rest,
    Action: [Action].flat().toSorted(),
    Resource: [Resource].flat().toSorted(),
  }));

test("the deployer's policy in Terraform is formatted, and the same as in JSON", async () => {
  const folder = tempDir("deployer-");
  const reports = MODULE_NAMES.map((module) =>
    deployerReport({ module, partition: "aws", anyInputs: true, inputs: {} }),
  );
  for (const report of reports) {
    const text = renderDeployer(report, "terraform")
      // All modules in one root.
      .replaceAll(/"deployer"/g, `"${report.module}"`)
      .replaceAll("aws_iam_policy_document.deployer.", `aws_iam_policy_document.${report.module}.`);
    writeFileSync(join(folder, `${report.module}.tf`), `${text}\n`);
  }
  writeFileSync(join(folder, "provider.tf.json"), JSON.stringify({ provider: { aws: provider } }));
  const terraform = new Terraform(folder);
  await terraform.init();
  expect((await terraform.run(["fmt", "-check", "-diff"])).stdout).toBe("");
  const { changes } = await terraform.plan();
  for (const report of reports) {
    const policy = changes.find(({ address }) => address === `aws_iam_policy.${report.module}`)!;
    expect(policy.after["name"]).toBe(`apono-${report.module}-deployer`);
    const planned = normalized(JSON.parse(policy.after["policy"] as string) as Document);
    const inJson = JSON.parse(renderDeployer(report, "json")) as Document;
    const sorted = (conditions: unknown) =>
      JSON.parse(
        JSON.stringify(conditions, (_, value: unknown) =>
          Array.isArray(value) ? (value.length === 1 ? value[0] : value.toSorted()) : value,
        ),
      ) as unknown;
    expect(sorted(planned)).toEqual(sorted(normalized(inJson)));
  }
});
