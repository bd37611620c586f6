import { QUOTAS } from "../../../modules/permissions/quotas";
import { oversizedPolicies } from "../iam/statement-checks";
import { connectorRoles } from "../policies";
import type { Rule } from "../rule";
import { formatCount } from "../format-count";

export const managedPolicySize: Rule = {
  id: "iam-managed-policy-size",
  title: "A managed policy fits into IAM's quota",
  severity: "error",
  why:
    `A managed policy may have ${formatCount(QUOTAS.managedPolicy)} characters without white space; AWS ` +
    "doesn't raise this quota. Values that are unknown before a plan count as empty. The rule checks the " +
    "policies of the connector's roles.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length",
  check: (workspace) =>
    oversizedPolicies(
      connectorRoles(workspace).flatMap(({ managed }) => managed),
      {
        what: "POLICY",
        quota: QUOTAS.managedPolicy,
        fix: "Split it into several policies, or list fewer resources.",
      },
    ),
};
