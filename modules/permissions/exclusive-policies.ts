import { IamRolePoliciesExclusive } from "@cdktf/provider-aws/lib/iam-role-policies-exclusive";
import { IamRolePolicyAttachmentsExclusive } from "@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";

/** A role, and the policies that {@link keepExclusive} leaves it. */
export interface PoliciesOfRole {
  /** Whether other policies are removed. */
  readonly exclusivePolicies: Value<boolean>;
  readonly role: IamRole;
  /** Whether the module makes the role, of which there are none or one. @default - it is always there */
  readonly isMade?: Expression<boolean>;
  /** Names of inline policies, each HCL of a list that refers to the resources, so that it comes after them. */
  readonly inlineNames: readonly Expression<readonly string[]>[];
  /** ARNs of attached policies, in the same way. */
  readonly attachedArns: readonly Expression<readonly string[]>[];
}

/**
 * Removes all other policies from a role at each apply, such as those added by hand. Destroying removes none. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
export function keepExclusive(
  scope: Construct,
  { exclusivePolicies, role, isMade, inlineNames, attachedArns }: PoliciesOfRole,
): void {
  const count =
    isMade === undefined
      ? hcl`${exclusivePolicies} ? 1 : 0`
      : hcl`${exclusivePolicies} && ${isMade} ? 1 : 0`;
  const roleName = isMade === undefined ? role.name : hcl`${role.fqn}[0].name`.asString;
  const name = role.friendlyUniqueId;
  new IamRolePoliciesExclusive(scope, `aws_iam_role_policies_exclusive.${name}`, {
    roleName,
    policyNames: hcl`flatten(${inlineNames})`.asList,
  }).addOverride("count", count);
  new IamRolePolicyAttachmentsExclusive(
    scope,
    `aws_iam_role_policy_attachments_exclusive.${name}`,
    { roleName, policyArns: hcl`flatten(${attachedArns})`.asList },
  ).addOverride("count", count);
}
