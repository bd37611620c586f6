import { QUOTAS } from "../../../modules/permissions/quotas";
import { connectorRoles } from "../policies";
import { uniqueBy } from "../../terraform/values/located-value";
import type { Rule } from "../rule";

/** The quota that AWS grants on request. */
const RAISED = 20;

export const managedPolicyCount: Rule = {
  id: "iam-managed-policy-count",
  title: "A role has no more managed policies than IAM allows",
  severity: "error",
  why:
    `A role may have ${QUOTAS.roleManagedPolicies} managed policies; the apply fails at the next one. AWS ` +
    `raises the quota to ${RAISED} on request, so up to that number is a warning. The rule checks each role ` +
    "of the connector, with the attachments in the same configuration or plan.",
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
              message: `${role.address} has ${arns.length} managed policies; IAM allows ${QUOTAS.roleManagedPolicies}, or ${RAISED} if AWS raised the quota.`,
              fix: "Merge some of your own policies, remove some, or request a higher quota from AWS.",
              range: role.range,
              ...(arns.length <= RAISED ? { severity: "warning" as const } : {}),
            },
          ];
    }),
};
