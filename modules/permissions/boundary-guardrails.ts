import { TAG_KEYS } from "../naming";
import type { Statement } from "./policy";

/**
 * Changes of roles and users whose requests contain the boundary of what is changed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * (the actions with the condition key iam:PermissionsBoundary, as of 2026-09-26, but for deleting a role and reading)
 */
const BOUND_BY_CONDITION = [
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeleteRolePolicy",
  "iam:DeleteUserPolicy",
  "iam:DetachRolePolicy",
  "iam:DetachUserPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** Privilege escalations for which AWS has no condition on a boundary, so that they must be denied. */
const WITHOUT_CONDITION = [
  // Boundaries that are taken off, and policies, the boundary itself among them, that are rewritten or deleted.
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
  "iam:SetDefaultPolicyVersion",
  // Roles that are handed to a service.
  "iam:AddRoleToInstanceProfile",
  "iam:PassRole",
  // Credentials of users, groups, and identity providers.
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceSpecificCredential",
  "iam:PutGroupPolicy",
  "iam:UpdateLoginProfile",
  "iam:UpdateSAMLProvider",
  // Access to clusters, which boundaries don't limit.
  "eks:AssociateAccessPolicy",
  "eks:CreateAccessEntry",
  "eks:UpdateAccessEntry",
  // Access by Identity Center, whose roles carry no boundary that a request has to name.
  "identitystore:Create*",
  "identitystore:Update*",
  "sso:Attach*",
  "sso:Create*",
  "sso:DeleteInlinePolicyFromPermissionSet",
  "sso:DeletePermissionsBoundaryFromPermissionSet",
  "sso:Detach*",
  "sso:ProvisionPermissionSet",
  "sso:Put*",
];

/**
 * What the connector may not do where `grantedRolesBoundaryArn` is set: grant anyone, itself included, more than the
 * boundary allows. A request that names no boundary at all is denied too, as StringNotEquals is met by an absent key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 *
 * @param boundaryArn the managed policy that every role and user must carry
 */
export const boundaryGuardrails = (boundaryArn: string): Statement[] => [
  {
    Sid: "DenyWithoutBoundary",
    Effect: "Deny",
    Action: BOUND_BY_CONDITION,
    Resource: ["*"],
    Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn } },
  },
  { Sid: "DenyWaysAroundBoundary", Effect: "Deny", Action: WITHOUT_CONDITION, Resource: ["*"] },
  {
    // Parameters often hold credentials of others. Those that are tagged like the secrets stay readable.
    Sid: "DenyUntaggedParameters",
    Effect: "Deny",
    Action: ["ssm:GetParameter*"],
    Resource: ["*"],
    Condition: { StringNotEquals: { [`aws:ResourceTag/${TAG_KEYS.read}`]: "true" } },
  },
];
