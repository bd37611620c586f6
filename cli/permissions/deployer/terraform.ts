import { quote } from "../../../lib/hcl/quote";
import type { DeployerStatement } from "../../../modules/permissions/deployer";
import { listOf } from "../../iam/statement";
import { type DeployerReport, policiesOf } from "./deployer";

/** A policy in Terraform, to be attached to the role of the pipeline. */
export function terraformOf(report: DeployerReport): string {
  const policies = policiesOf(report.statements);
  const names = policies.map((_, at) =>
    policies.length === 1 ? "deployer" : `deployer_${at + 1}`,
  );
  return [
    `# Lets Terraform plan, apply, change and destroy ${report.module}.`,
    ...policies.flatMap((statements, at) => [
      "",
      ...documentBlock(names[at]!, statements),
      "",
      `resource "aws_iam_policy" "${names[at]}" {`,
      `  name   = "apono-${report.module}-${names[at]!.replace("_", "-")}"`,
      `  policy = data.aws_iam_policy_document.${names[at]}.json`,
      "}",
    ]),
  ].join("\n");
}

const documentBlock = (name: string, statements: readonly DeployerStatement[]): string[] => [
  `data "aws_iam_policy_document" "${name}" {`,
  ...statements.flatMap((statement, at) => [...(at > 0 ? [""] : []), ...statementBlock(statement)]),
  "}",
];

const statementBlock = ({ Sid, Action, Resource, Condition }: DeployerStatement): string[] => [
  "  statement {",
  ...attributes("    ", { sid: Sid, actions: Action, resources: Resource }),
  ...Object.entries(Condition ?? {}).flatMap(([test, keys]) =>
    Object.entries(keys).flatMap(([variable, values]) => [
      "",
      "    condition {",
      ...attributes("      ", { test, variable, values: listOf(values) }),
      "    }",
    ]),
  ),
  "  }",
];

/** Attributes of a block, aligned as `terraform fmt` does: those of one line with their neighbours. */
function attributes(
  indent: string,
  values: Readonly<Record<string, string | readonly string[]>>,
): string[] {
  const written = Object.entries(values).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? quote(value) : list(value, indent),
  }));
  const isShort = (at: number) => written[at]?.value.includes("\n") === false;
  return written.map(({ name, value }, at) => {
    let [first, last] = [at, at];
    while (isShort(at) && isShort(first - 1)) first--;
    while (isShort(at) && isShort(last + 1)) last++;
    const width = Math.max(...written.slice(first, last + 1).map((each) => each.name.length));
    return `${indent}${name.padEnd(isShort(at) ? width : 0)} = ${value}`;
  });
}

const list = (values: readonly string[], indent: string): string =>
  values.length === 1
    ? `[${quote(values[0]!)}]`
    : `[\n${values.map((each) => `${indent}  ${quote(each)},\n`).join("")}${indent}]`;
