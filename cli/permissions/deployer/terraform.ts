import { type Block, Code, block, writeHcl } from "../../../lib/hcl/write";
import type { DeployerStatement } from "../../../modules/permissions/deployer";
import { listOf } from "../../iam/statement";
import { type DeployerReport, policiesOf } from "./deployer";

/** A policy in Terraform, to be attached to the role of the pipeline. */
export function terraformOf(report: DeployerReport): string {
  const policies = policiesOf(report.statements);
  const blocks = policies.flatMap((statements, at) => {
    const name = policies.length === 1 ? "deployer" : `deployer_${at + 1}`;
    return [
      block(["data", "aws_iam_policy_document", name], ...statements.map(statementBlock)),
      block(["resource", "aws_iam_policy", name], {
        name: `apono-${report.module}-${name.replace("_", "-")}`,
        policy: new Code(`data.aws_iam_policy_document.${name}.json`),
      }),
    ];
  });
  return `# Lets Terraform plan, apply, change and destroy ${report.module}.\n\n${writeHcl(...blocks)}`;
}

const statementBlock = ({ Sid, Action, Resource, Condition }: DeployerStatement): Block =>
  block(
    "statement",
    { sid: Sid, actions: Action, resources: Resource },
    ...Object.entries(Condition ?? {}).flatMap(([test, keys]) =>
      Object.entries(keys).map(([variable, values]) =>
        block("condition", { test, variable, values: listOf(values) }),
      ),
    ),
  );
