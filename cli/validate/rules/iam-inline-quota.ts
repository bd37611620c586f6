import { QUOTAS } from "../../../modules/permissions/quotas";
import { connectorRoles } from "../policies";
import { uniqueBy } from "../../terraform/values/located-value";
import { sizeOf } from "../policies/policy-size";
import type { Rule } from "../rule";
import { formatCount } from "../format-count";

export const inlineQuota: Rule = {
  id: "iam-inline-quota",
  title: "The inline policies of a role fit into IAM's quota",
  severity: "error",
  why:
    `All inline policies of a role together may have ${formatCount(QUOTAS.roleInlinePolicies)} characters, white ` +
    "space apart; the quota can't be raised. IAM says so only in the apply, when some of the policies are there " +
    "already. What isn't known before a plan counts for nothing, so that more than the quota never is a mistake of " +
    "this rule. Checked is each role that the connector has, with the policies that the same configuration or plan gives it.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length",
  check: (workspace) =>
    connectorRoles(workspace).flatMap((role) => {
      // Of policies between which a condition decides, only one counts: the smallest, to be sure.
      const largest = uniqueBy(
        role.inline
          .filter(({ isAbsent }) => isAbsent !== true)
          .sort((a, b) => sizeOf(a) - sizeOf(b)),
        (policy) => `${policy.address} ${policy.name?.text ?? ""}`,
      ).reverse();
      const size = largest.reduce((sum, policy) => sum + sizeOf(policy), 0);
      if (size <= QUOTAS.roleInlinePolicies) return [];
      return [
        {
          message: `The inline policies of ${role.address} have ${formatCount(size)} characters, and IAM allows ${formatCount(QUOTAS.roleInlinePolicies)} for all of a role together. The largest is ${largest[0]!.address} with ${formatCount(sizeOf(largest[0]!))}.`,
          fix: "Make managed policies of some (aws_iam_policy and aws_iam_role_policy_attachment), or say the same with fewer resources.",
          range: role.range,
          related: largest.slice(0, 3).map((policy) => ({
            message: `${policy.address} has ${formatCount(sizeOf(policy))} characters.`,
            range: policy.range,
          })),
        },
      ];
    }),
};
