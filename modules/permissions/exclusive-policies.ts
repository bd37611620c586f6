import { IamRolePoliciesExclusive } from "@cdktf/provider-aws/lib/iam-role-policies-exclusive";
import { IamRolePolicyAttachmentsExclusive } from "@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";

/** What a role has, and what {@link keepExclusive} leaves it. */
export interface PoliciesOfRole {
  /** HCL of a bool: whether anything is taken away. */
  readonly exclusivePolicies: Value<boolean>;
  readonly role: IamRole;
  /** Names of inline policies, each HCL of a list that refers to the resources, so that it comes after them. */
  readonly inlineNames: readonly Expression<readonly string[]>[];
  /** ARNs of attached policies, in the same way. */
  readonly attachedArns: readonly Expression<readonly string[]>[];
}

/**
 * Takes away from a role, at each apply, what else it has: policies that were added by hand. Destroying takes nothing
 * away. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
export function keepExclusive(
  scope: Construct,
  { exclusivePolicies, role, inlineNames, attachedArns }: PoliciesOfRole,
): void {
  const count = hcl`${exclusivePolicies} ? 1 : 0`;
  const name = role.friendlyUniqueId;
  new IamRolePoliciesExclusive(scope, `aws_iam_role_policies_exclusive.${name}`, {
    roleName: role.name,
    policyNames: hcl`flatten(${inlineNames})`.asList,
  }).addOverride("count", count);
  new IamRolePolicyAttachmentsExclusive(
    scope,
    `aws_iam_role_policy_attachments_exclusive.${name}`,
    { roleName: role.name, policyArns: hcl`flatten(${attachedArns})`.asList },
  ).addOverride("count", count);
}
