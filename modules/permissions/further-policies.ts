import { DataAwsIamPolicy } from "@cdktf/provider-aws/lib/data-aws-iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { type StringMap, type Value, hcl } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { Removed } from "../../lib/terraform-features";
import type { RoleChoice } from "./role-choice";

export interface FurtherPolicies {
  readonly extraManagedPolicyArns: Value<readonly string[]>;
  readonly extraManagedPolicies: Value<StringMap>;
  readonly choice: RoleChoice;
}

/**
 * Attaches policies by stable keys: by position, a policy that moves up would be detached and attached in no order, and
 * could be missing afterwards.
 */
export function attachFurther(
  scope: Construct,
  roleId: string,
  { extraManagedPolicyArns, extraManagedPolicies, choice }: FurtherPolicies,
): IamRolePolicyAttachment {
  const all = hcl`merge({ for arn in ${extraManagedPolicyArns} : arn => arn }, ${extraManagedPolicies})`;
  const policies = local(
    scope,
    "further_policies",
    hcl`{ for key, arn in ${all} : key => arn if ${choice.isMade} }`,
  );
  const existing = new DataAwsIamPolicy(scope, "data.aws_iam_policy.extra", {
    arn: hcl`${policies}[each.key]`.asString,
  });
  existing.addOverride("for_each", policies);
  const attachment = new IamRolePolicyAttachment(scope, "aws_iam_role_policy_attachment.further", {
    role: roleId,
    // The configured ARN, not the one that was read: that may be unknown at plan, and would replace the attachment.
    policyArn: hcl`${policies}[each.key]`.asString,
    dependsOn: [existing],
  });
  attachment.addOverride("for_each", policies);
  // Attachments by position are forgotten, not detached: the same policies are attached by key.
  new Removed(scope, "removed.extra", ["aws_iam_role_policy_attachment.extra"]);
  return attachment;
}
