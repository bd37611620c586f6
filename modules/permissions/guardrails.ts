import type { Statement } from "./policy";

/** Name of the inline policy that holds the guardrails. */
export const GUARDRAILS_POLICY_NAME = "apono-connector-guardrails";

/** Every IAM action that changes a role or what it may do; reading stays allowed. */
const ROLE_CHANGES = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/**
 * What the connector may never do, whatever else grants it: change the roles that it runs with. Without this, the
 * `iam-access` set (which manages roles) would let it widen its own permissions.
 *
 * @param roleArns the connector's own roles
 */
export const guardrails = (roleArns: readonly string[]): Statement[] => [
  { Sid: "DenyChangingOwnRoles", Effect: "Deny", Action: ROLE_CHANGES, Resource: roleArns },
];
