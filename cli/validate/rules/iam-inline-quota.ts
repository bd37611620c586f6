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
    `The inline policies of a role may have ${formatCount(QUOTAS.roleInlinePolicies)} characters in total, ` +
    "without white space; AWS doesn't raise this quota. IAM reports it only at apply, after some of the " +
    "policies exist. Values that are unknown before a plan count as empty, so the rule never reports a role " +
    "that fits. It checks each role of the connector, with the policies in the same configuration or plan.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length",
  check: (workspace) =>
    connectorRoles(workspace).flatMap((role) => {
      // Of alternatives that a condition chooses from, count the smallest.
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
          message: `The inline policies of ${role.address} have ${formatCount(size)} characters in total; IAM allows ${formatCount(QUOTAS.roleInlinePolicies)} per role. The largest is ${largest[0]!.address} with ${formatCount(sizeOf(largest[0]!))}.`,
          fix: "Move some into managed policies (aws_iam_policy and aws_iam_role_policy_attachment), or list fewer resources.",
          range: role.range,
          related: largest.slice(0, 3).map((policy) => ({
            message: `${policy.address} has ${formatCount(sizeOf(policy))} characters.`,
            range: policy.range,
          })),
        },
      ];
    }),
};
