import { coversAction } from "../../iam/wildcards";
import type { NotAllowed, ReportPolicy, ReportRole, ReportRow } from "./report";

/** Abilities that reviewers ask about, with the actions they need. Listed only if none of the actions is granted. */
const CLAIMS: readonly { readonly title: string; readonly actions: readonly string[] }[] = [
  {
    title: "Create or rewrite managed IAM policies",
    actions: ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
  },
  {
    title: "Add users to IAM groups, or change groups",
    actions: ["iam:AddUserToGroup", "iam:PutGroupPolicy", "iam:AttachGroupPolicy"],
  },
  {
    title: "Start, stop or end EC2 instances, or log in to them",
    actions: [
      "ec2:RunInstances",
      "ec2:StartInstances",
      "ec2:StopInstances",
      "ec2:TerminateInstances",
      "ssm:StartSession",
      "ssm:SendCommand",
      "ec2-instance-connect:SendSSHPublicKey",
    ],
  },
  {
    title: "Change networks or security groups",
    actions: [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:CreateRoute",
      "ec2:ModifyVpcAttribute",
    ],
  },
  {
    title: "Write or delete S3 objects, or change who may reach a bucket",
    actions: ["s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy", "s3:DeleteBucket"],
  },
  {
    title: "Change or delete secrets",
    actions: [
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:PutResourcePolicy",
    ],
  },
  {
    title: "Change KMS keys, who may use them, or schedule their deletion",
    actions: ["kms:PutKeyPolicy", "kms:CreateGrant", "kms:ScheduleKeyDeletion", "kms:DisableKey"],
  },
  {
    title: "Create functions or change their code",
    actions: ["lambda:CreateFunction", "lambda:UpdateFunctionCode", "lambda:AddPermission"],
  },
  {
    title: "Change or delete databases",
    actions: ["rds:ModifyDBInstance", "rds:DeleteDBInstance", "rds:CreateDBSnapshot"],
  },
  {
    title: "Create or delete EKS clusters",
    actions: ["eks:CreateCluster", "eks:DeleteCluster", "eks:UpdateClusterConfig"],
  },
  {
    title: "Stop or delete audit logs",
    actions: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "logs:DeleteLogGroup"],
  },
  {
    title: "Change the organization, its accounts or its service control policies",
    actions: [
      "organizations:CreateAccount",
      "organizations:CloseAccount",
      "organizations:MoveAccount",
      "organizations:UpdatePolicy",
      "organizations:AttachPolicy",
      "organizations:DetachPolicy",
    ],
  },
];

/**
 * What the policies do not allow. AWS managed policies are not considered: AWS defines them, and describes those in the
 * permission sets as read-only.
 */
export function notAllowedBy(roles: readonly Pick<ReportRole, "id" | "policies">[]): NotAllowed[] {
  const granted = roles.flatMap(({ policies }) => allowing(policies));
  const denied = roles.flatMap(({ id, policies }) =>
    policies
      .filter(({ kind }) => kind === "guardrail")
      .map((policy): NotAllowed => ({
        title: "Change the roles that the connector runs with",
        why: "denied",
        actions: policy.rows.map(({ action }) => action),
        role: id,
      })),
  );
  return [
    ...denied,
    ...CLAIMS.filter(
      ({ actions }) =>
        !actions.some((action) => granted.some((row) => coversAction(row.action, action))),
    ).map((claim): NotAllowed => ({ ...claim, why: "not-granted", role: null })),
  ];
}

const allowing = (policies: readonly ReportPolicy[]): ReportRow[] =>
  policies.flatMap(({ rows }) => rows).filter(({ effect }) => effect === "Allow");
