import { QUOTAS } from "../../../modules/permissions/quotas";
import { connectorRoles } from "../policies";
import { uniqueBy } from "../../terraform/values/located-value";
import type { Rule } from "../rule";

/** To how many AWS raises the quota on request. */
const RAISED = 20;

export const managedPolicyCount: Rule = {
  id: "iam-managed-policy-count",
  title: "A role has no more managed policies than IAM allows",
  severity: "error",
  why:
    `${QUOTAS.roleManagedPolicies} managed policies may be attached to a role; the apply fails at the next. AWS raises ` +
    "the quota to 20 on request: up to that it is a warning. Checked is each role that the connector has, with " +
    "the attachments of the same configuration or plan.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities",
  check: (workspace) =>
    connectorRoles(workspace).flatMap((role) => {
      const arns = uniqueBy(
        role.attachments.filter(({ isAbsent }) => isAbsent !== true),
        ({ arn, address }) => (arn.text.includes("${") ? `${address} ${arn.text}` : arn.text),
      );
      return arns.length <= QUOTAS.roleManagedPolicies
        ? []
        : [
            {
              message: `${arns.length} managed policies are attached to ${role.address}, and IAM allows ${QUOTAS.roleManagedPolicies}, or ${RAISED} where AWS has raised the quota.`,
              fix: "Merge some of your own, leave some out, or ask AWS for a higher quota.",
              range: role.range,
              ...(arns.length <= RAISED ? { severity: "warning" as const } : {}),
            },
          ];
    }),
};
