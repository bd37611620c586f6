import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import { type Condition, addPreconditions } from "../../lib/terraform-features";
import {
  GrantedSets,
  type PermissionSetName,
  denyByGuardrails,
  keepExclusive,
  roleDescription,
} from "../permissions";

export interface DelegatedRoleProps {
  readonly aws: AwsContext;
  /** Name of the role and its policies in Terraform. */
  readonly resourceName: "management" | "member";
  readonly name: Expression<string>;
  /** IAM path; begins and ends with `/`. */
  readonly path: Value<string>;
  /** What the role is for, as IAM shows it. */
  readonly description: Expression<string>;
  /** A trust policy, as HCL. */
  readonly trust: Expression<object>;
  /** The available permission sets. */
  readonly sets: readonly PermissionSetName[];
  /** Names of those to grant, as HCL. */
  readonly grantedSets: Expression<readonly string[]>;
  /** Roles that it must not change, besides itself. */
  readonly otherRoleArns: readonly Expression<string>[];
  readonly permissionsBoundaryArn: string | null;
  /** The boundary that roles and users which the connector makes or changes must carry, as HCL. */
  readonly grantedRolesBoundaryArn: Expression<string | null>;
  /** Whether each apply removes all other policies from the role. */
  readonly exclusivePolicies: Value<boolean>;
  readonly tags: Value<StringMap>;
  /** What must hold before the role is made. */
  readonly preconditions: readonly Condition[];
}

/** A role for the connector in the current account, with the chosen permission sets and the guardrails. */
export class DelegatedRole extends Construct {
  readonly role: IamRole;
  /** What must exist before the role can be used. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DelegatedRoleProps) {
    super(scope, id);
    const { aws, resourceName, name, permissionsBoundaryArn } = props;
    this.role = new IamRole(this, `aws_iam_role.${resourceName}`, {
      name: name.asString,
      path: hcl`${props.path}`.asString,
      description: roleDescription(props.description).asString,
      maxSessionDuration: 3600,
      assumeRolePolicy: hcl`jsonencode(${props.trust})`.asString,
      permissionsBoundary: permissionsBoundaryArn ?? undefined,
      // Apono may have attached policies since; they must not block the role's destruction.
      forceDetachPolicies: true,
      tags: hcl`${props.tags}`.asMap,
    });
    addPreconditions(this.role, props.preconditions);
    const granted = new GrantedSets(this, "granted", {
      aws,
      roleId: this.role.id,
      sets: props.sets,
      grantedSets: props.grantedSets,
      resourceName,
      localPrefix: `${resourceName}_`,
    });
    const guardrails = denyByGuardrails(this, `${resourceName}_guardrails`, {
      aws,
      roleId: this.role.id,
      ownRoleArns: [aws.roleArn(name, props.path), ...props.otherRoleArns],
      grantedRolesBoundaryArn: props.grantedRolesBoundaryArn,
    });
    keepExclusive(this, {
      exclusivePolicies: props.exclusivePolicies,
      role: this.role,
      inlineNames: [granted.inlineNames, hcl`[${guardrails.fqn}.name]`],
      attachedArns: [granted.attachedArns],
    });
    this.ready = [granted.inlinePolicies, granted.managedPolicies, guardrails];
  }
}
