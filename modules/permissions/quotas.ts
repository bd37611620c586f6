import { inlinePoliciesTooLarge } from "../errors";
import { boundaryGuardrails } from "./boundary-guardrails";
import { guardrails } from "./guardrails";
import { type Statement, policyDocument } from "./policy";
import { PERMISSION_SET_NAMES, type PermissionSetName, permissionSet } from "./sets";

/** IAM's quotas. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const QUOTAS = {
  /** Characters in all inline policies of a role together, white space apart. */
  roleInlinePolicies: 10_240,
  /** Managed policies attached to a role. */
  roleManagedPolicies: 10,
  /** Characters of a managed policy, white space apart. */
  managedPolicy: 6144,
  /** Characters of a role's trust policy, white space apart. */
  trustPolicy: 2048,
  /** Characters of a role's name. */
  roleName: 64,
  /** Characters of a policy's name, inline or managed. */
  policyName: 128,
  /** Characters of the path of a role or a policy. */
  path: 512,
} as const;

/** The longest possible partition and role name, which make a policy largest. */
const LONGEST_PARTITION = "aws-us-gov";
const longestRoleArn = `arn:${LONGEST_PARTITION}:iam::123456789012:role/${"x".repeat(QUOTAS.roleName)}`;

/** Characters that IAM counts for statements as one inline policy. */
export const policySize = (statements: readonly Statement[], partition = LONGEST_PARTITION) =>
  JSON.stringify(policyDocument(statements, partition)).length;

/** The longest possible ARN of a policy. */
const longestPolicyArn = `arn:${LONGEST_PARTITION}:iam::123456789012:policy/${"x".repeat(QUOTAS.path - 1 + QUOTAS.policyName)}`;

/** How many roles can be protected by name: limited by the inline quota. */
export const PROTECTED_ROLES_MAX = 3;

/** Characters that IAM counts for a choice of permission sets, with the longest possible guardrails. */
export function inlineSize(
  names: readonly PermissionSetName[],
  extra: readonly Statement[] = [],
): number {
  const policies = [
    ...names.map((name) => permissionSet(name).statements ?? []),
    [
      ...guardrails(Array<string>(2 + PROTECTED_ROLES_MAX).fill(longestRoleArn)),
      ...boundaryGuardrails(longestPolicyArn),
    ],
    extra,
  ];
  return policies
    .filter(({ length }) => length > 0)
    .reduce((sum, statements) => sum + policySize(statements), 0);
}

/**
 * Checks that no choice of permission sets can exceed IAM's quota.
 *
 * @param extra statements that a module grants besides the sets
 * @throws ConfigurationError when all sets together do
 */
export function assertInlineSize(extra: readonly Statement[] = []): void {
  const size = inlineSize(PERMISSION_SET_NAMES, extra);
  if (size > QUOTAS.roleInlinePolicies)
    throw inlinePoliciesTooLarge(size, QUOTAS.roleInlinePolicies);
}
