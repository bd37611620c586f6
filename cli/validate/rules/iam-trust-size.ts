import { QUOTAS } from "../../../modules/permissions/quotas";
import { oversizedPolicies } from "../iam/statement-checks";
import { connectorRoles } from "../policies";
import type { Rule } from "../rule";
import { formatCount } from "../format-count";

/** The quota that AWS grants on request, in characters. */
const RAISED = 4096;

export const trustSize: Rule = {
  id: "iam-trust-size",
  title: "A trust policy fits into IAM's quota",
  severity: "error",
  why:
    `A role's trust policy may have ${formatCount(QUOTAS.trustPolicy)} characters without white space. AWS ` +
    `raises the quota to ${formatCount(RAISED)} on request, so up to that size is a warning. The rule checks ` +
    "the connector's roles.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities",
  check: (workspace) =>
    oversizedPolicies(
      connectorRoles(workspace).flatMap(({ trust }) => trust),
      {
        what: "The trust policy of POLICY",
        quota: QUOTAS.trustPolicy,
        raised: RAISED,
        fix: "Trust fewer principals, or their account with a condition on aws:PrincipalArn and a wildcard that matches them.",
      },
    ),
};
