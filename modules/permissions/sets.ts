import { ROLE_NAME_PREFIX, TAG_KEYS, nameOf } from "../naming";
import { CORRECTIONS } from "./corrections";
import { type PermissionSet, allow } from "./permission-set";
import { ASSUMED_ROLES_PATH, NAME_PREFIX, arn } from "./policy";

export type { PermissionSet } from "./permission-set";

/** For actions that IAM can't limit to a resource, or that list across all of them. */
const EVERYTHING = ["*"];

const tagged = (key: string) => ({
  Condition: { StringEquals: { [`aws:ResourceTag/${key}`]: "true" } },
});
/** Customers tag what the connector may read … */
const TAGGED_READ = tagged(TAG_KEYS.read);
/** … and what it may use. */
const TAGGED_ACCESS = tagged(TAG_KEYS.access);

/**
 * What the connector may do, as named sets. Every module grants from this table and nowhere else.
 */
export const PERMISSION_SETS = {
  "remote-management": {
    purpose: `Assume the roles that Apono manages in this and other accounts; their names start with ${ROLE_NAME_PREFIX}.`,
    base: true,
    policyName: "remote-management",
    statements: [
      allow(
        ["sts:AssumeRole", "sts:TagSession"],
        ["/", ASSUMED_ROLES_PATH].map((path) => arn("iam", `:*:role${path}${ROLE_NAME_PREFIX}*`)),
        { Sid: "assume" },
      ),
    ],
  },
  "tagged-secrets": {
    purpose: `Read the secrets that are tagged ${TAG_KEYS.read} = true: credentials of the resources it manages.`,
    base: true,
    policyName: "apono-tagged-secrets-access-policy",
    statements: [
      allow(
        ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        [arn("secretsmanager", "*:*:secret:*")],
        TAGGED_READ,
      ),
    ],
  },
  "tagged-kms-keys": {
    purpose: `Sign with KMS keys tagged ${TAG_KEYS.read} = true, decrypt with those tagged ${TAG_KEYS.access} = true.`,
    base: true,
    policyName: "apono-tagged-keys-access-policy",
    statements: [
      allow(["kms:Sign"], EVERYTHING, TAGGED_READ),
      allow(["kms:Decrypt"], EVERYTHING, TAGGED_ACCESS),
    ],
  },
  "tagged-lambda-functions": {
    purpose: `Call the Lambda functions that are tagged ${TAG_KEYS.access} = true: custom integrations.`,
    base: true,
    policyName: "apono-tagged-lambda-functions-access-policy",
    statements: [
      allow(
        ["lambda:InvokeFunction", "lambda:GetFunction"],
        [arn("lambda", "*:*:function:*")],
        TAGGED_ACCESS,
      ),
    ],
  },
  "cloudtrail-logs": {
    purpose:
      "Read CloudTrail logs in buckets made for Apono (aws-cloudtrail-logs-apono-*), to show what access was used for.",
    base: true,
    policyName: "apono-cloudtrail-logs-s3-access-policy",
    statements: [allow(["s3:GetObject"], [arn("s3", "::aws-cloudtrail-logs-apono-*/*")])],
  },
  "connector-logs": {
    purpose:
      "Read the logs of the account's connectors on ECS, so that Apono's support can see them.",
    base: false,
    policyName: "AponoConnectorLogsRead",
    statements: [
      allow(
        ["logs:DescribeLogStreams", "logs:GetLogEvents"],
        [arn("logs", `*:*:log-group:${nameOf("logGroup", "*", NAME_PREFIX)}:*`)],
        { Sid: "AllowReadingAponoConnectorLogs" },
      ),
    ],
  },
  "ec2-read": {
    purpose: "List EC2 instances and tags, to offer access to instances.",
    base: false,
    policyName: "ec2-policy",
    statements: [allow(["ec2:DescribeInstances", "ec2:DescribeTags"], EVERYTHING)],
  },
  "ecr-read": {
    purpose: "List container repositories and images.",
    base: false,
    policyName: "ecr-policy",
    statements: [
      allow(["ecr:DescribeImages", "ecr:DescribeRepositories"], EVERYTHING, { Sid: "assume" }),
    ],
  },
  "eks-read": {
    purpose: "Find EKS clusters and read who may enter them.",
    base: false,
    policyName: "eks-read-policy",
    statements: [
      allow(
        [
          "eks:AccessKubernetesApi",
          "eks:ListTagsForResource",
          "eks:ListAccessEntries",
          "eks:DescribeAccessEntry",
          "eks:ListAssociatedAccessPolicies",
          "eks:DescribeCluster",
          "eks:ListAccessPolicies",
          "eks:ListClusters",
        ],
        EVERYTHING,
      ),
    ],
  },
  "eks-write": {
    purpose: "Grant and revoke access to EKS clusters through access entries.",
    base: false,
    policyName: "eks-write-policy",
    statements: [
      allow(
        [
          "eks:DeleteAccessEntry",
          "eks:UntagResource",
          "eks:AssociateAccessPolicy",
          "eks:DisassociateAccessPolicy",
          "eks:TagResource",
          "eks:CreateAccessEntry",
        ],
        EVERYTHING,
      ),
    ],
  },
  "iam-access": {
    purpose:
      "Grant and revoke access through IAM: roles, users, their policies and instance profiles.",
    base: false,
    policyName: "iam-access-policy",
    statements: [
      allow(
        [
          "iam:ListPolicies",
          "iam:CreateInstanceProfile",
          "iam:ListGroups",
          "iam:ListInstanceProfiles",
          "iam:ListRoles",
        ],
        EVERYTHING,
      ),
      allow(
        [
          "iam:CreateInstanceProfile",
          "iam:GetRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:ListRoleTags",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:CreateRole",
          "iam:DeleteRole",
          "iam:AttachRolePolicy",
          "iam:PutRolePolicy",
          "iam:AddRoleToInstanceProfile",
          "iam:ListInstanceProfilesForRole",
          "iam:DetachRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:DeleteRolePolicy",
          "iam:ListAttachedGroupPolicies",
          "iam:ListRolePolicies",
          "iam:GetRolePolicy",
          "iam:PassRole",
          "iam:GetInstanceProfile",
          "iam:CreateUser",
          "iam:CreateAccessKey",
          "iam:DeleteAccessKey",
          "iam:PutUserPolicy",
          "iam:DeleteUserPolicy",
          "iam:GetUser",
          "iam:GetUserPolicy",
          "iam:DeleteUser",
          "iam:ListAttachedUserPolicies",
          "iam:ListUserPolicies",
          "iam:UpdateLoginProfile",
          "iam:ListAccessKeys",
          "iam:AttachUserPolicy",
          "iam:DetachUserPolicy",
          "iam:CreateLoginProfile",
          "iam:CreateServiceLinkedRole",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:ListGroupPolicies",
          "iam:GetGroupPolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:DeleteRolePermissionsBoundary",
          "iam:PutUserPermissionsBoundary",
          "iam:DeleteUserPermissionsBoundary",
          "iam:TagUser",
          "iam:ListUserTags",
          "iam:UpdateRole",
        ],
        ["instance-profile", "role", "group", "user", "policy"].map((kind) =>
          arn("iam", `:*:${kind}/*`),
        ),
      ),
    ],
  },
  "rds-connect": {
    purpose:
      "Log in to RDS databases as the database user apono_connector, to manage database users.",
    base: false,
    policyName: "rds-connect",
    statements: [allow(["rds-db:connect"], [arn("rds-db", "*:*:dbuser:*/apono_connector")])],
  },
  "rds-read": {
    purpose: "List RDS instances and their tags.",
    base: false,
    policyName: "rds-list-policy",
    statements: [
      allow(["rds:DescribeDBInstances", "rds:ListTagsForResource"], [arn("rds", "*:*:db:*")]),
    ],
  },
  "resource-tags-read": {
    purpose: "Find resources by their tags.",
    base: false,
    policyName: "read-resource-tags-policy",
    statements: [allow(["tag:GetResources"], EVERYTHING)],
  },
  "s3-read": {
    purpose: "List S3 buckets with their tags and locations; no object's content.",
    base: false,
    policyName: "s3-list-policy",
    statements: [
      allow(
        ["s3:GetBucketTagging", "s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucketLocation"],
        [arn("s3", "::*")],
      ),
    ],
  },
  "ssm-parameters-read": {
    purpose: "Find and read Systems Manager parameters.",
    base: false,
    policyName: "ssm-params-list-policy",
    statements: [
      allow(["ssm:GetParameters*"], [arn("ssm", "*:*:parameter/*")]),
      allow(["ssm:DescribeParameters"], EVERYTHING),
    ],
  },
  "identity-center": {
    purpose:
      "Grant and revoke access through IAM Identity Center: users, permission sets and account assignments.",
    base: false,
    policyName: "sso-policy",
    statements: [
      allow(
        [
          "organizations:ListAccounts",
          "tag:GetResources",
          "tag:GetTagValues",
          "sso:ListInstances",
          "identitystore:*",
          "tag:GetTagKeys",
          "sso:TagResource",
          "sso:UntagResource",
          "sso-directory:SearchUsers",
        ],
        EVERYTHING,
        { Sid: "sso0" },
      ),
      allow(
        [
          "organizations:ListAccountsForParent",
          "sso:ListPermissionSets",
          "sso:CreateAccountAssignment",
          "sso:DescribeAccountAssignmentCreationStatus",
          "organizations:ListParents",
          "sso:DeleteAccountAssignment",
          "sso:DescribePermissionSet",
          "organizations:ListChildren",
          "sso:DescribeAccountAssignmentDeletionStatus",
          "sso:DeletePermissionSet",
          "sso:CreatePermissionSet",
          "sso:PutInlinePolicyToPermissionSet",
          "iam:CreateSAMLProvider",
          "iam:UpdateSAMLProvider",
          "iam:GetSAMLProvider",
          "sso:GetInlinePolicyForPermissionSet",
          "sso:DeleteInlinePolicyFromPermissionSet",
          "sso:ProvisionPermissionSet",
          "sso:AttachManagedPolicyToPermissionSet",
          "sso:DetachManagedPolicyFromPermissionSet",
          "sso:ListManagedPoliciesInPermissionSet",
          "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
          "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
          "sso:DetachCustomerManagedPolicyReferenceFromPermissionSet",
          "sso:DescribePermissionSetProvisioningStatus",
          "sso:GetPermissionsBoundaryForPermissionSet",
          "sso:PutPermissionsBoundaryToPermissionSet",
          "sso:DeletePermissionsBoundaryFromPermissionSet",
        ],
        [
          arn("organizations", ":*:root/o-*/r-*"),
          arn("organizations", ":*:ou/o-*/ou-*"),
          arn("sso", "::instance/*"),
          arn("sso", "::permissionSet/*/*"),
          arn("sso", "::account/*"),
          arn("iam", ":*:saml-provider/*"),
        ],
        { Sid: "sso1" },
      ),
    ],
  },
  "cloudformation-read": {
    purpose: "Read CloudFormation stacks, to show where resources come from.",
    base: false,
    managedPolicy: "AWSCloudFormationReadOnlyAccess",
  },
  "resource-explorer-read": {
    purpose: "Search resources through AWS Resource Explorer.",
    base: false,
    managedPolicy: "AWSResourceExplorerReadOnlyAccess",
  },
  "security-audit": {
    purpose: "Read the configuration of the resources that access is granted to.",
    base: false,
    managedPolicy: "SecurityAudit",
  },
  corrections: CORRECTIONS,
} as const satisfies Record<string, PermissionSet>;

/** The name of a permission set. */
export type PermissionSetName = keyof typeof PERMISSION_SETS;

/** Every set's name, in the table's order. */
export const PERMISSION_SET_NAMES = Object.keys(PERMISSION_SETS) as PermissionSetName[];

/** A set by name, in its general shape. */
export const permissionSet = (name: PermissionSetName): PermissionSet => PERMISSION_SETS[name];

/** The sets that are granted where none are named: all but those that only a name brings in. */
export const DEFAULT_SET_NAMES = PERMISSION_SET_NAMES.filter(
  (name) => permissionSet(name).optional !== true,
);

/** The sets that are granted even *without permissions*. */
export const BASE_SET_NAMES = PERMISSION_SET_NAMES.filter((name) => PERMISSION_SETS[name].base);
