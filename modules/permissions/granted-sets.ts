import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type Value, hcl } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { boundaryGuardrails } from "./boundary-guardrails";
import { POLICY_NAMES } from "../naming";
import { guardrails } from "./guardrails";
import { ASSUMED_ROLES_PATH, type OwnNames, type Statement, policyDocument } from "./policy";
import { resourceText } from "./resource-text";
import { PERMISSION_SETS, type PermissionSet, type PermissionSetName } from "./sets";

export interface GrantedSetsProps {
  readonly aws: AwsContext;
  readonly roleId: string;
  /** Prefix and path in the policies' resources, as references. @default - none */
  readonly own?: OwnNames;
  /** The available permission sets. */
  readonly sets: readonly PermissionSetName[];
  /** Names of those to grant, as HCL. */
  readonly grantedSets: Expression<readonly string[]>;
  /** Name of the resources in Terraform. */
  readonly resourceName: string;
  /** What the names of local values begin with. @default "" */
  readonly localPrefix?: string;
}

/** Grants a role the chosen permission sets, each as its own policy. */
export class GrantedSets extends Construct {
  readonly inlinePolicies: IamRolePolicy;
  readonly managedPolicies: IamRolePolicyAttachment;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrantedSetsProps,
  ) {
    super(scope, id);
    this.inlinePolicies = this.grantInline();
    this.managedPolicies = this.grantManaged();
  }

  /** Names of the inline policies, as HCL of a list. */
  get inlineNames(): Expression<readonly string[]> {
    return hcl`values(${this.inlinePolicies.fqn})[*].name`;
  }

  /** ARNs of the attached policies, as HCL of a list. */
  get attachedArns(): Expression<readonly string[]> {
    return hcl`values(${this.managedPolicies.fqn})[*].policy_arn`;
  }

  /** Characters of the inline policies, as IAM counts. */
  get inlineSize(): Expression<number> {
    return hcl`sum(concat([0], [for each in values(${this.inlinePolicies.fqn}) : length(each.policy)]))`;
  }

  private grantInline(): IamRolePolicy {
    const { sets, roleId, resourceName } = this.props;
    const policies = this.byName(
      "inline_policies",
      inlineSets(sets).map(({ name, policyName, statements }) => [
        name,
        { name: policyName, policy: this.document(statements) },
      ]),
    );
    const policy = new IamRolePolicy(this, `aws_iam_role_policy.${resourceName}`, {
      role: roleId,
      name: hcl`${policies}[each.key].name`.asString,
      policy: hcl`jsonencode(${policies}[each.key].policy)`.asString,
    });
    policy.addOverride("for_each", this.grantedAmong(policies));
    return policy;
  }

  private grantManaged(): IamRolePolicyAttachment {
    const { aws, sets, roleId, resourceName } = this.props;
    const policies = this.byName(
      "managed_policies",
      managedSets(sets).map(({ name, managedPolicy }) => [name, managedPolicy]),
    );
    const attachment = new IamRolePolicyAttachment(
      this,
      `aws_iam_role_policy_attachment.${resourceName}`,
      { role: roleId, policyArn: aws.managedPolicyArn(hcl`${policies}[each.key]`).asString },
    );
    attachment.addOverride("for_each", this.grantedAmong(policies));
    return attachment;
  }

  /** A policy; a resource that is there twice with these references is there once. */
  private document(statements: readonly Statement[]): object {
    const { aws, own } = this.props;
    const isTwice = (resources: readonly string[]) =>
      resources.some((each) => each.includes(ASSUMED_ROLES_PATH));
    const { Version, Statement } = policyDocument(statements, aws.partition, own);
    return {
      Version,
      Statement: Statement.map((statement, index) => {
        const resources = statements[index]!.Resource;
        if (!isTwice(resources)) return statement;
        const Resource = hcl`distinct(${resources.map((each) => resourceText(each, aws.partition, own))})`;
        return { ...statement, Resource };
      }),
    };
  }

  private byName(
    name: string,
    policies: readonly (readonly [string, string | object])[],
  ): Expression<object> {
    return local(this, `${this.props.localPrefix ?? ""}${name}`, Object.fromEntries(policies));
  }

  private grantedAmong(policies: Expression<object>): Expression<readonly string[]> {
    return hcl`toset([for name in ${this.props.grantedSets} : name if contains(keys(${policies}), name)])`;
  }
}

/** The role that {@link denyByGuardrails} limits; values may be references. */
export interface GuardedRole {
  readonly aws: AwsContext;
  readonly roleId: string;
  /** The roles that it must not change, its own among them. */
  readonly ownRoleArns: readonly Expression<string>[];
  /** ARNs of further roles that it must not change, as HCL of a list. @default - none */
  readonly moreRoleArns?: Expression<readonly string[]>;
  /** Names of further roles of this account that it must not change, as HCL of a list. @default - none */
  readonly protectedRoleNames?: Value<readonly string[]>;
  /** The boundary of all that it makes or changes; HCL of a text or null. */
  readonly grantedRolesBoundaryArn: Value<string | null>;
}

/** Adds the guardrails to a role. */
export function denyByGuardrails(
  scope: Construct,
  resourceName: string,
  role: GuardedRole,
): IamRolePolicy {
  const { aws, ownRoleArns, moreRoleArns, protectedRoleNames } = role;
  const [{ Resource: patterns, ...own }] = guardrails([]) as [Statement];
  const resources = [...ownRoleArns, ...patterns.map((each) => resourceText(each, aws.partition))];
  const more = hcl`[for name in ${protectedRoleNames} : ${aws.roleArn(hcl`name`)}]`;
  const guarded = {
    ...own,
    Resource:
      protectedRoleNames === undefined
        ? resources
        : hcl`concat(${resources}, ${more}, ${moreRoleArns ?? []})`,
  };
  const bounded = boundaryGuardrails(hcl`boundary`.asString);
  const byBoundary = local(
    scope,
    "granted_roles_boundary_guardrails",
    hcl`flatten([for boundary in compact([${role.grantedRolesBoundaryArn}]) : ${bounded}])`,
  );
  const statements = hcl`concat(${[guarded]}, ${byBoundary})`;
  return new IamRolePolicy(scope, `aws_iam_role_policy.${resourceName}`, {
    role: role.roleId,
    name: POLICY_NAMES.guardrails,
    policy: hcl`jsonencode({ Version = "2012-10-17", Statement = ${statements} })`.asString,
  });
}

/** Sets out of a choice that are inline policies, with what makes up each. */
export const inlineSets = (names: readonly PermissionSetName[]) =>
  names.flatMap((name) => {
    const { policyName, statements }: PermissionSet = PERMISSION_SETS[name];
    return statements === undefined ? [] : [{ name, policyName: policyName ?? name, statements }];
  });

/** Sets out of a choice that are AWS managed policies, with the path and name of each below `policy/`. */
export const managedSets = (names: readonly PermissionSetName[]) =>
  names.flatMap((name) => {
    const { managedPolicy }: PermissionSet = PERMISSION_SETS[name];
    return managedPolicy === undefined ? [] : [{ name, managedPolicy }];
  });
