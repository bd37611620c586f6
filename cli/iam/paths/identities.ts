import { type ActionChoice, type EscalationPath, all, docs, pathfinding } from "./path";

/** Paths through roles, users, groups and policies of IAM. */

const RHINO = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/";

/** Actions that give a session in the changed role. */
const INTO_ROLE: ActionChoice = ["sts:AssumeRole", "iam:UpdateAssumeRolePolicy"];

const OWN_ROLE: readonly EscalationPath[] = [
  {
    id: "own-role-inline-policy",
    title: "Add an inline policy to its own role",
    how: "An inline policy with any permissions is added to the role in use.",
    needs: all("iam:PutRolePolicy"),
    on: "own-role",
    givesAny: true,
    source: pathfinding("iam-005"),
  },
  {
    id: "own-role-managed-policy",
    title: "Attach a managed policy to its own role",
    how: "A managed policy such as AdministratorAccess is attached to the role in use.",
    needs: all("iam:AttachRolePolicy"),
    on: "own-role",
    givesAny: true,
    source: pathfinding("iam-009"),
  },
  {
    id: "own-role-boundary",
    title: "Remove the permissions boundary of its own role",
    how: "The permissions boundary of the role in use is deleted or replaced, so that it no longer limits the policies.",
    needs: [["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"]],
    on: "own-role",
    source: docs("IAM/latest/UserGuide/access_policies_boundaries.html"),
  },
];

const OTHER_ROLES: readonly EscalationPath[] = [
  {
    id: "other-role-inline-policy",
    title: "Add an inline policy to a role and assume it",
    how: "An inline policy with any permissions is added to a role that can be assumed, or whose trust policy can be changed.",
    needs: [["iam:PutRolePolicy"], INTO_ROLE],
    on: "same-role",
    givesAny: true,
    source: pathfinding("iam-017"),
  },
  {
    id: "other-role-managed-policy",
    title: "Attach a managed policy to a role and assume it",
    how: "A managed policy such as AdministratorAccess is attached to a role that can be assumed, or whose trust policy can be changed.",
    needs: [["iam:AttachRolePolicy"], INTO_ROLE],
    on: "same-role",
    givesAny: true,
    source: pathfinding("iam-014"),
  },
  {
    id: "trust-policy",
    title: "Change a role's trust policy so that the caller can assume it",
    how: "The trust policy of a role with more permissions is changed to trust the caller, who then assumes the role.",
    needs: all("iam:UpdateAssumeRolePolicy"),
    source: pathfinding("iam-012"),
  },
  {
    id: "new-role",
    title: "Create a role with any permissions",
    how: "A new role that trusts the caller is created and given any policy. Only a permissions boundary or a service control policy limits it.",
    needs: [["iam:CreateRole"], ["iam:AttachRolePolicy", "iam:PutRolePolicy"]],
    on: "same-role",
    givesAny: true,
    source: docs(
      "IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate",
    ),
  },
  {
    id: "role-boundary",
    title: "Remove a role's permissions boundary",
    how: "The permissions boundary of a role is deleted or replaced, so that it no longer limits the role's policies.",
    needs: [["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"]],
    source: docs("IAM/latest/UserGuide/access_policies_boundaries.html"),
  },
  {
    id: "assume-any-role",
    title: "Assume any role",
    how: "Every role that trusts the caller's account can be assumed, the most powerful among them.",
    needs: all("sts:AssumeRole"),
    on: "any-role",
    source: pathfinding("sts-001"),
  },
  {
    id: "assume-root",
    title: "Act as the root user of a member account",
    how: "A session of the root user of a member account is opened from the management account, for tasks such as recovering its password.",
    needs: all("sts:AssumeRoot"),
    source: docs("STS/latest/APIReference/API_AssumeRoot.html"),
  },
];

const POLICIES_AND_USERS: readonly EscalationPath[] = [
  {
    id: "policy-version",
    title: "Create a new version of a managed policy",
    how: "A policy of the caller, or of an identity that it can act as, gets a new version with any permissions.",
    needs: all("iam:CreatePolicyVersion"),
    givesAny: true,
    source: pathfinding("iam-001"),
  },
  {
    id: "default-policy-version",
    title: "Restore an older version of a managed policy",
    how: "An older version that allows more becomes the policy's default version.",
    needs: all("iam:SetDefaultPolicyVersion"),
    source: RHINO,
  },
  {
    id: "user-access-key",
    title: "Create access keys for another user",
    how: "Access keys of a user with more permissions are created and used.",
    needs: all("iam:CreateAccessKey"),
    source: pathfinding("iam-002"),
  },
  {
    id: "user-new-password",
    title: "Create a console password for another user",
    how: "A user without a password gets one, and the caller logs in as that user.",
    needs: all("iam:CreateLoginProfile"),
    source: pathfinding("iam-004"),
  },
  {
    id: "user-password",
    title: "Change another user's console password",
    how: "The password of a user is replaced, and the caller logs in as that user.",
    needs: all("iam:UpdateLoginProfile"),
    source: pathfinding("iam-006"),
  },
  {
    id: "user-service-credential",
    title: "Create service-specific credentials for another user",
    how: "A credential for one service, such as an API key for Amazon Bedrock, is created for a user with more permissions there.",
    needs: all("iam:CreateServiceSpecificCredential"),
    source: docs("IAM/latest/APIReference/API_CreateServiceSpecificCredential.html"),
  },
  {
    id: "user-managed-policy",
    title: "Attach a managed policy to a user",
    how: "A managed policy such as AdministratorAccess is attached to a user that the caller can act as.",
    needs: all("iam:AttachUserPolicy"),
    givesAny: true,
    source: pathfinding("iam-008"),
  },
  {
    id: "user-inline-policy",
    title: "Add an inline policy to a user",
    how: "An inline policy with any permissions is added to a user that the caller can act as.",
    needs: all("iam:PutUserPolicy"),
    givesAny: true,
    source: pathfinding("iam-007"),
  },
  {
    id: "user-boundary",
    title: "Remove a user's permissions boundary",
    how: "The permissions boundary of a user is deleted or replaced, so that it no longer limits the user's policies.",
    needs: [["iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"]],
    source: docs("IAM/latest/UserGuide/access_policies_boundaries.html"),
  },
  {
    id: "group-managed-policy",
    title: "Attach a managed policy to a group",
    how: "A managed policy is attached to a group that the caller, or a user that it can act as, is in.",
    needs: all("iam:AttachGroupPolicy"),
    givesAny: true,
    source: pathfinding("iam-010"),
  },
  {
    id: "group-inline-policy",
    title: "Add an inline policy to a group",
    how: "An inline policy is added to a group that the caller, or a user that it can act as, is in.",
    needs: all("iam:PutGroupPolicy"),
    givesAny: true,
    source: pathfinding("iam-011"),
  },
  {
    id: "group-member",
    title: "Add the caller's user to a group",
    how: "The caller's user is added to a group with more permissions.",
    needs: all("iam:AddUserToGroup"),
    source: pathfinding("iam-013"),
  },
  {
    id: "saml-provider",
    title: "Take over a SAML provider",
    how: "The metadata of an identity provider is replaced by the caller's own, whose assertions every role that trusts the provider then accepts.",
    needs: all("iam:UpdateSAMLProvider"),
    source: docs("IAM/latest/APIReference/API_UpdateSAMLProvider.html"),
  },
];

export const IDENTITY_PATHS: readonly EscalationPath[] = [
  ...OWN_ROLE,
  ...OTHER_ROLES,
  ...POLICIES_AND_USERS,
];
