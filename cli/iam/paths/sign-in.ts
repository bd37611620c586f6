import { type EscalationPath, all, docs } from "./path";

/** Paths through IAM Identity Center, EKS clusters and stored credentials. */

const IDENTITY_CENTER: readonly EscalationPath[] = [
  {
    id: "identity-center-assignment",
    title: "Assign a user or group to an account",
    how: "A user that the caller can act as, or a group with such a user, is assigned to an account with a permission set that allows more.",
    needs: all("sso:CreateAccountAssignment"),
    source: docs("singlesignon/latest/APIReference/API_CreateAccountAssignment.html"),
  },
  {
    id: "identity-center-new-permission-set",
    title: "Create a permission set with any permissions and assign it",
    how: "A new permission set is given any policy, and a user that the caller can act as is assigned to an account with it.",
    needs: [
      ["sso:CreatePermissionSet"],
      [
        "sso:PutInlinePolicyToPermissionSet",
        "sso:AttachManagedPolicyToPermissionSet",
        "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
      ],
      ["sso:CreateAccountAssignment"],
    ],
    givesAny: true,
    source: docs("singlesignon/latest/APIReference/API_CreatePermissionSet.html"),
  },
  {
    id: "identity-center-permission-set",
    title: "Add permissions to a permission set",
    how: "A policy is added to a permission set in use, which is then provisioned to the accounts.",
    needs: [
      [
        "sso:PutInlinePolicyToPermissionSet",
        "sso:AttachManagedPolicyToPermissionSet",
        "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
        "sso:PutPermissionsBoundaryToPermissionSet",
        "sso:DeletePermissionsBoundaryFromPermissionSet",
      ],
      ["sso:ProvisionPermissionSet"],
    ],
    givesAny: true,
    source: docs("singlesignon/latest/APIReference/API_ProvisionPermissionSet.html"),
  },
  {
    id: "identity-center-group",
    title: "Add a user to a group of Identity Center",
    how: "A user that the caller can act as becomes a member of a group that is assigned to more accounts or permission sets.",
    needs: all("identitystore:CreateGroupMembership"),
    source: docs("singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html"),
  },
  {
    id: "identity-center-user",
    title: "Take over a user of Identity Center",
    how: "The e-mail address of a user is replaced by the caller's, who then has the password reset.",
    needs: all("identitystore:UpdateUser"),
    source: docs("singlesignon/latest/IdentityStoreAPIReference/API_UpdateUser.html"),
  },
];

const EKS_AND_SECRETS: readonly EscalationPath[] = [
  {
    id: "eks-access-entry",
    title: "Become administrator of an EKS cluster",
    how: "An access entry for a role that the caller can assume is created and given a policy such as AmazonEKSClusterAdminPolicy; pods then lead to the roles of service accounts and nodes.",
    needs: all("eks:CreateAccessEntry", "eks:AssociateAccessPolicy"),
    source: docs("eks/latest/userguide/access-policies.html"),
  },
  {
    id: "secrets",
    title: "Read credentials from Secrets Manager",
    how: "Secrets often hold keys and passwords of others; whoever reads them can act as their owners.",
    needs: [["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]],
    source: docs("secretsmanager/latest/userguide/best-practices.html"),
  },
  {
    id: "parameters",
    title: "Read credentials from Parameter Store",
    how: "Parameters, also encrypted ones, often hold keys and passwords of others; whoever reads them can act as their owners.",
    needs: [
      [
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:GetParametersByPath",
        "ssm:GetParameterHistory",
      ],
    ],
    source: docs("systems-manager/latest/userguide/sysman-paramstore-access.html"),
  },
];

export const SIGN_IN_PATHS: readonly EscalationPath[] = [...IDENTITY_CENTER, ...EKS_AND_SECRETS];
