import type { DeployerGrant, DeployerStatement } from "../../../modules/permissions/deployer";
import { QUOTAS } from "../../../modules/permissions/quotas";
import { listOf } from "../../iam/statement";
import { code, markdownTable } from "../report/markdown";
import { largePolicy } from "../errors";
import { type DeployerReport, isLarge, sizeOf } from "./deployer";

/** What the deployer needs, for a reader. */
export const deployerMarkdown = (report: DeployerReport): string =>
  [
    `# What deploying ${report.module} needs`,
    `The least IAM policy with which Terraform plans, applies, changes and destroys the module: ${choiceText(report)}. ` +
      "It is held against the calls that the AWS provider makes in tests. `--format json` prints it for IAM, `--format terraform` for Terraform.",
    isLarge(report)
      ? largePolicy(sizeOf(report.statements))
      : `${sizeOf(report.statements)} of the ${QUOTAS.managedPolicy} characters of a managed policy.`,
    "## The policy",
    markdownTable(
      ["Statement", "Actions", "On", "Condition"],
      report.statements.map((each) => [
        each.Sid,
        each.Action.map(code).join(", "),
        each.Resource.map(code).join(", "),
        conditionText(each),
      ]),
    ),
    "## What for",
    markdownTable(
      ["Resource or data source", "If", "Actions"],
      report.types.map(({ type, when, grants }) => [
        code(type),
        when,
        [...new Set(grants.flatMap(({ actions }) => actions))].map(code).join(", "),
      ]),
    ),
    "## Notes",
    notes(report),
  ].join("\n\n");

const choiceText = ({ anyInputs, given }: DeployerReport): string => {
  const names = Object.keys(given);
  if (anyInputs) return "whatever its inputs are";
  return names.length === 0 ? "with default inputs" : `with ${names.map(code).join(", ")} as given`;
};

const conditionText = ({ Condition = {} }: DeployerStatement): string =>
  Object.entries(Condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        code(`${operator} ${key}: ${listOf(values).join(", ")}`),
      ),
    )
    .join(" and ");

/** What a reader should know of the policy. */
const notes = ({ types, statements }: DeployerReport): string =>
  [
    ...reasons(types.flatMap(({ grants }) => grants)),
    ...(statements.some(({ Resource }) => Resource.includes("*"))
      ? ["`*` stands where AWS can't limit an action to resources."]
      : []),
    "Whoever deploys decides what the roles may do, and so can give them, and through them itself, any permission that no boundary excludes. Set the permissions boundary input, and the policy allows only roles with this boundary.",
    "Give the policies of the inputs before and after a change, or that of `--any-inputs`, to whoever applies the change.",
    "The state's backend, and in a Kubernetes cluster the cluster itself, need permissions of their own.",
  ]
    .map((each) => `- ${each}`)
    .join("\n");

const reasons = (grants: readonly DeployerGrant[]): string[] => [
  ...new Set(
    grants.flatMap(({ why, actions }) =>
      why === undefined ? [] : [`${actions.map(code).join(", ")}: ${why}`],
    ),
  ),
];
