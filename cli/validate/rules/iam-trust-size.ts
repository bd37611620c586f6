import { QUOTAS } from "../../../modules/permissions/quotas";
import { oversizedPolicies } from "../iam/statement-checks";
import { connectorRoles } from "../policies";
import type { Rule } from "../rule";
import { formatCount } from "../format-count";

/** To how many characters AWS raises the quota on request. */
const RAISED = 4096;

export const trustSize: Rule = {
  id: "iam-trust-size",
  title: "A trust policy fits into IAM's quota",
  severity: "error",
  why:
    `A role's trust policy may have ${formatCount(QUOTAS.trustPolicy)} characters, white space apart. AWS ` +
    "raises the quota to 4,096 on request: up to that it is a warning. Checked are the roles that the connector has.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities",
  check: (workspace) =>
    oversizedPolicies(
      connectorRoles(workspace).flatMap(({ trust }) => trust),
      {
        what: "The trust policy of POLICY",
        quota: QUOTAS.trustPolicy,
        raised: RAISED,
        fix: "Trust fewer principals, or an account with a condition on aws:PrincipalArn with a wildcard for what they have in common.",
      },
    ),
};
