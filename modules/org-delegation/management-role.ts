import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type Condition, addPreconditions } from "../../lib/terraform-features";
import {
  GrantedSets,
  MANAGEMENT_SET_NAMES,
  denyByGuardrails,
  roleDescription,
} from "../permissions";

/** What {@link ManagementRole} needs; values may be references. */
export interface ManagementRoleProps {
  readonly aws: AwsContext;
  readonly name: Expression;
  readonly connectorId: unknown;
  /** A trust policy, as HCL. */
  readonly trust: Expression;
  /** Names of the permission sets to grant, as HCL. */
  readonly grantedSets: Expression;
  readonly connectorRoleArn: unknown;
  /** Name of the member role, which may be in this account too. */
  readonly memberName: Expression;
  readonly permissionsBoundaryArn: string | null;
  /** The boundary that roles and users which the connector makes or changes must carry, as HCL. */
  readonly grantedRolesBoundaryArn: Expression;
  readonly tags: unknown;
  /** What must hold before the role is made. */
  readonly preconditions: readonly Condition[];
}

/** The role in the account that Terraform runs in, which StackSets never deploy to. */
export class ManagementRole extends Construct {
  readonly role: IamRole;
  /** What must exist before the role is of use. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ManagementRoleProps) {
    super(scope, id);
    const { name, connectorId, trust, permissionsBoundaryArn, tags } = props;
    this.role = new IamRole(this, "aws_iam_role.management", {
      name: name.asString,
      path: "/",
      description: roleDescription(
        text`What the Apono connector ${connectorId} may do in the organization`,
      ).asString,
      maxSessionDuration: 3600,
      assumeRolePolicy: hcl`jsonencode(${trust})`.asString,
      permissionsBoundary: permissionsBoundaryArn ?? undefined,
      // Apono may have attached policies to it since; they must not keep it from being destroyed.
      forceDetachPolicies: true,
      tags: hcl`${tags}`.asMap,
    });
    addPreconditions(this.role, props.preconditions);
    const granted = new GrantedSets(this, "granted", {
      aws: props.aws,
      roleId: this.role.id,
      sets: MANAGEMENT_SET_NAMES,
      grantedSets: props.grantedSets,
      resourceName: "management",
      localPrefix: "management_",
    });
    const guardrails = denyByGuardrails(this, "management_guardrails", {
      aws: props.aws,
      roleId: this.role.id,
      ownRoleArns: [
        props.aws.roleArn(name),
        props.aws.roleArn(props.memberName),
        hcl`${props.connectorRoleArn}`,
      ],
      grantedRolesBoundaryArn: props.grantedRolesBoundaryArn,
    });
    this.ready = [granted.inlinePolicies, granted.managedPolicies, guardrails];
  }
}
