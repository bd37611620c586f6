import type { Construct } from "constructs";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { POLICY_NAMES } from "../naming";
import {
  MEMBER_SET_NAMES,
  PARTITION,
  type Statement,
  arn,
  guardrails,
  inlineSets,
  managedSets,
  roleDescription,
} from "../permissions";
import { memberBoundaryGuardrails } from "./boundary";
import { MEMBER_BOUNDARY, boundaryResource } from "./member-boundary";

export interface MemberTemplateProps {
  readonly roleName: Expression<string>;
  /** Name of the role in the management account, or in a delegated administrator's, which may be a member too. */
  readonly managementName: Expression<string>;
  /** IAM path of both roles. */
  readonly rolePath: Value<string>;
  /** Whether the stack makes the role's boundary. */
  readonly createMemberBoundary: Value<boolean>;
  readonly boundaryName: Expression<string>;
  readonly connectorRoleArn: Value<string>;
  /** The boundary that roles and users which the connector makes or changes must carry. */
  readonly grantedRolesBoundaryArn: Value<string | null>;
  readonly connectorId: Value<string>;
  /** A trust policy, as HCL. */
  readonly trust: Expression<object>;
  /** Names of the permission sets to grant, as HCL. */
  readonly grantedSets: Expression<readonly string[]>;
  readonly onlyAccountIds: Value<readonly string[]>;
  readonly excludedAccountIds: Value<readonly string[]>;
}

/** CloudFormation's own name of the account that a stack is in. */
const THIS_ACCOUNT = { Ref: "AWS::AccountId" };

/** The condition under which an account gets the role. */
const IS_CHOSEN = "IsChosenAccount";

/**
 * The CloudFormation template of the member role, as HCL of a JSON text.
 *
 * Which accounts get the role is a condition in it, and not an account filter of the StackSet: automatic deployment
 * ignores those, and a change of one would remove the role everywhere before it is created again.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export function memberTemplate(scope: Construct, props: MemberTemplateProps): Expression<string> {
  const { onlyAccountIds, excludedAccountIds, connectorId, roleName } = props;
  const isLimited = hcl`length(concat(${onlyAccountIds}, ${excludedAccountIds})) > 0`;
  const ifLimited = (object: object) =>
    hcl`{ for key, value in ${object} : key => value if ${isLimited} }`;
  const byBoundary = memberBoundaryGuardrails(scope, props.grantedRolesBoundaryArn);
  const boundaries = memberBoundaries(props, byBoundary);
  const role = {
    Type: "AWS::IAM::Role",
    Properties: hcl`merge(${memberRole(scope, props, byBoundary)}, { for name, each in ${boundaries} : "PermissionsBoundary" => { Ref = name } })`,
  };
  const resources = {
    // A stack needs a resource, even in an account that does not get the role.
    Nothing: { Type: "AWS::CloudFormation::WaitConditionHandle" },
    MemberRole: hcl`merge(${role}, ${ifLimited({ Condition: IS_CHOSEN })})`,
  };
  const template = hcl`merge(${{
    AWSTemplateFormatVersion: "2010-09-09",
    Description: roleDescription(
      text`What the Apono connector ${connectorId} may do in this account`,
    ),
    Resources: hcl`merge(${resources}, { for name, each in ${boundaries} : name => merge(each, ${ifLimited({ Condition: IS_CHOSEN })}) })`,
    Outputs: {
      MemberRoleArn: hcl`merge(${{
        Description: text`ARN of ${roleName}`,
        Value: { "Fn::GetAtt": ["MemberRole", "Arn"] },
      }}, ${ifLimited({ Condition: IS_CHOSEN })})`,
    },
  }}, ${ifLimited({ Conditions: { [IS_CHOSEN]: isChosen(onlyAccountIds, excludedAccountIds) } })})`;
  return local(scope, "member_template", hcl`jsonencode(${template})`);
}

/** The role's boundary by its name in the template, as HCL of a map; empty where the stack makes none. */
const memberBoundaries = (
  props: MemberTemplateProps,
  byBoundary: Expression<readonly object[]>,
): Expression<object> => {
  const boundary = boundaryResource(props.boundaryName, ownRoleGuardrail(props), byBoundary);
  return hcl`{ for name, each in ${{ [MEMBER_BOUNDARY]: boundary }} : name => each if ${props.createMemberBoundary} }`;
};

function memberRole(
  scope: Construct,
  props: MemberTemplateProps,
  byBoundary: Expression<readonly object[]>,
): object {
  const { roleName, connectorId, trust, grantedSets } = props;
  const inline = local(
    scope,
    "member_inline_policies",
    Object.fromEntries(
      inlineSets(MEMBER_SET_NAMES).map(({ name, policyName, statements }) => [
        name,
        policy(policyName, statements),
      ]),
    ),
  );
  const managed = local(
    scope,
    "member_managed_policies",
    Object.fromEntries(
      managedSets(MEMBER_SET_NAMES).map(({ name, managedPolicy }) => [
        name,
        inPartition(arn("iam", `:aws:policy/${managedPolicy}`)),
      ]),
    ),
  );
  const granted = (from: Expression<object>) =>
    hcl`[for name in ${grantedSets} : ${from}[name] if contains(keys(${from}), name)]`;
  const guarded = {
    PolicyName: POLICY_NAMES.guardrails,
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: hcl`concat(${[ownRoleGuardrail(props)]}, ${byBoundary})`,
    },
  };
  return {
    RoleName: roleName,
    Path: props.rolePath,
    Description: roleDescription(
      text`What the Apono connector ${connectorId} may do in this account`,
    ),
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: trust,
    ManagedPolicyArns: granted(managed),
    Policies: hcl`concat(${granted(inline)}, ${[guarded]})`,
  };
}

/** Denies changing the roles of the connector that may be in the account. */
function ownRoleGuardrail(props: MemberTemplateProps): object {
  const own = (name: Expression<string>) => ({
    "Fn::Sub": text`${cfn("AWS::Partition", "arn:", ":iam::")}${cfn("AWS::AccountId", "", ":role")}${props.rolePath}${name}`,
  });
  const [{ Resource, ...deny }] = guardrails([]) as [Statement];
  return {
    ...deny,
    Resource: [
      own(props.roleName),
      own(props.managementName),
      props.connectorRoleArn,
      ...Resource.map(inPartition),
    ],
  };
}

/** A variable of CloudFormation's Fn::Sub, with text around it. */
const cfn = (variable: string, before: string, after: string) => `${before}\${${variable}}${after}`;

const policy = (name: string, statements: readonly Statement[]) => ({
  PolicyName: name,
  PolicyDocument: {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...statement,
      Resource: statement.Resource.map(inPartition),
    })),
  },
});

/** An ARN in whichever partition the stack is. */
const inPartition = (resource: string) =>
  resource.includes(PARTITION)
    ? { "Fn::Sub": text`${resource.replaceAll(PARTITION, () => "${AWS::Partition}")}` }
    : resource;

/** Fn::Or has 2 to 10 operands, so accounts are in groups of nine, and nine of those. */
function isChosen(
  onlyAccountIds: Value<readonly string[]>,
  excludedAccountIds: Value<readonly string[]>,
): Expression<object> {
  const never = { "Fn::Equals": [THIS_ACCOUNT, "none"] };
  const or = (operands: Expression<readonly object[]>) => ({
    "Fn::Or": hcl`concat(${operands}, ${[never]})`,
  });
  const isIn = (ids: Value<readonly string[]>) => {
    const group = or(hcl`[for id in ids : ${{ "Fn::Equals": [THIS_ACCOUNT, hcl`id`] }}]`);
    return or(hcl`[for ids in chunklist(${ids}, 9) : ${group}]`);
  };
  const when = (condition: Expression<boolean>, object: object) =>
    hcl`{ for key, value in ${object} : key => value if ${condition} }`;
  return hcl`merge(${when(hcl`length(${onlyAccountIds}) > 0`, isIn(onlyAccountIds))}, ${when(hcl`length(${onlyAccountIds}) == 0`, { "Fn::Not": [isIn(excludedAccountIds)] })})`;
}
