import { type Expression, hcl, text } from "../../lib/hcl";

/** The boundary's name in the template. */
export const MEMBER_BOUNDARY = "MemberBoundary";

/** Ways to change a boundary for all roles that have it. */
const BOUNDARY_CHANGES = [
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion",
];

/**
 * The member role's permissions boundary, as CloudFormation has it: it allows what the role's policies allow, but for what
 * the guardrails deny. The guardrails then hold whatever is attached to the role.
 *
 * Name, path and description never change: CloudFormation can't replace a policy that keeps its name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
 *
 * @param ownRoles the guardrail of the connector's own roles
 * @param byBoundary the guardrails of grantedRolesBoundaryArn, as HCL of a list
 */
export const boundaryResource = (
  name: Expression<string>,
  ownRoles: object,
  byBoundary: Expression<readonly object[]>,
): object => {
  const prefix = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/";
  const statements = [
    { Sid: "AllowWhatPoliciesAllow", Effect: "Allow", Action: ["*"], Resource: ["*"] },
    {
      Sid: "DenyChangingBoundary",
      Effect: "Deny",
      Action: BOUNDARY_CHANGES,
      Resource: [{ "Fn::Sub": text`${prefix}${name}` }],
    },
    ownRoles,
  ];
  return {
    Type: "AWS::IAM::ManagedPolicy",
    Properties: {
      ManagedPolicyName: name,
      Path: "/",
      Description: "The most that the Apono connector's role in this account may do",
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: hcl`concat(${statements}, ${byBoundary})`,
      },
    },
  };
};
