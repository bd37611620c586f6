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

/** Where order says nothing, and one text is a list of one. */
const sorted = (conditions: unknown) =>
  JSON.parse(
    JSON.stringify(conditions, (_, value: unknown) =>
      Array.isArray(value) ? (value.length === 1 ? value[0] : value.toSorted()) : value,
    ),
  ) as unknown;

test("the deployer's policies in Terraform are formatted, fit, and say the same as in JSON", async () => {
  const folder = tempDir("deployer-");
  const reports = MODULE_NAMES.map((module) =>
    deployerReport({ module, partition: "aws", anyInputs: true, inputs: {} }),
  );
  for (const report of reports) {
    const text = renderDeployer(report, "terraform")
      // All modules in one root.
      .replaceAll(/"deployer(_\d)?"/g, `"${report.module}$1"`)
      .replaceAll(
        /aws_iam_policy_document\.deployer(_\d)?\./g,
        `aws_iam_policy_document.${report.module}$1.`,
      );
    writeFileSync(join(folder, `${report.module}.tf`), `${text}\n`);
  }
  writeFileSync(join(folder, "provider.tf.json"), JSON.stringify({ provider: { aws: provider } }));
  const terraform = new Terraform(folder);
  await terraform.init();
  expect((await terraform.run(["fmt", "-check", "-diff"])).stdout).toBe("");
  const { changes } = await terraform.plan();
  const counts = reports.map((report) => {
    const policies = changes.filter(({ address }) =>
      address.startsWith(`aws_iam_policy.${report.module}`),
    );
    const documents = policies.map(({ after }) => after["policy"] as string);
    const names = policies.map(({ after }) => after["name"]);
    expect(names[0]).toMatch(new RegExp(`^apono-${report.module}-deployer(-1)?$`));
    expect(new Set(names).size).toBe(names.length);
    for (const document of documents)
      expect(JSON.stringify(JSON.parse(document)).length).toBeLessThanOrEqual(6144);
    const planned = documents.flatMap((document) => normalized(JSON.parse(document) as Document));
    const inJson = JSON.parse(renderDeployer(report, "json")) as Document;
    expect(sorted(planned)).toEqual(sorted(normalized(inJson)));
    return policies.length;
  });
  // Both forms: a policy that fits, and one that is split.
  expect(new Set(counts)).toEqual(new Set([1, 2]));
});
