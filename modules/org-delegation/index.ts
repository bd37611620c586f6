import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local";
import type { OutputValues } from "../../lib/outputs";
import type { Condition } from "../../lib/terraform-features";
import {
  DEFAULT_SET_NAMES,
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  type PermissionSetName,
  QUOTAS,
  assertInlineSize,
} from "../permissions";
import { managementBoundary } from "./boundary";
import { type OrgDelegationProps, orgDelegationInputs } from "./inputs";
import { ManagementRole } from "./management-role";
import { MemberRoles } from "./member-roles";
import { memberTemplate } from "./member-template";
import { Organization } from "./organization";
import type { orgDelegationOutputs } from "./outputs";
import { ownRoleName } from "./role-name";
import { connectorTrust } from "./trust";

export { type OrgDelegationProps, orgDelegationInputs } from "./inputs";
export { orgDelegationOutputs } from "./outputs";

/**
 * Lets a connector manage an organization: a role in the management account, and one in each member account of the
 * units, all of which only the connector's role can assume.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link orgDelegationInputs} and {@link orgDelegationOutputs}.
 */
export class OrgDelegation extends Construct {
  /** One value for each declared output. */
  readonly outputs: OutputValues<typeof orgDelegationOutputs>;

  private readonly inputs: ResolvedInputs<typeof orgDelegationInputs>;
  private readonly aws: AwsContext;
  private readonly nameSuffix: Expression;
  private readonly trust: Expression;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: OrgDelegationProps) {
    super(scope, id);
    assertInlineSize();
    this.inputs = resolveInputs("OrgDelegation", orgDelegationInputs, props);
    this.aws = new AwsContext(this, "aws");
    this.nameSuffix = local(
      this,
      "name_suffix",
      this.aws.nameSuffix(this.inputs.nameSuffix, this.inputs.connectorId),
    );
    this.trust = local(this, "trust_policy", connectorTrust(this.inputs));

    const organization = new Organization(this, "organization", {
      aws: this.aws,
      ...this.inputs,
    });
    const managementName = this.roleName("management", this.inputs.managementRoleName);
    const memberName = this.roleName("member", this.inputs.memberRoleName);
    const managementSets = this.chooseSets("management", MANAGEMENT_SET_NAMES);
    const memberSets = this.chooseSets("member", MEMBER_SET_NAMES);
    const management = new ManagementRole(this, "management", {
      ...this.inputs,
      aws: this.aws,
      name: managementName,
      trust: this.trust,
      grantedSets: managementSets,
      memberName,
      permissionsBoundaryArn: this.inputs.managementPermissionsBoundaryArn,
      grantedRolesBoundaryArn: managementBoundary(this.inputs.grantedRolesBoundaryArn, this.aws),
      preconditions: [
        ...organization.preconditions,
        ...this.requireDistinctNames(managementName, memberName),
        ...this.requireFittingTrust(),
      ],
    });
    const template = memberTemplate(this, {
      ...this.inputs,
      roleName: memberName,
      managementName,
      trust: this.trust,
      grantedSets: memberSets,
    });
    const members = new MemberRoles(this, "members", {
      ...this.inputs,
      nameSuffix: this.nameSuffix,
      template,
      // Nothing is made anywhere before the role's preconditions have held.
      dependsOn: [management.role],
    });

    this.outputs = {
      management_account_role_arn: management.role.arn,
      management_account_role_name: management.role.name,
      member_role_name: memberName,
      member_role_arn_pattern: text`arn:${this.aws.partition}:iam::*:role/${memberName}`,
      stack_set_id: members.stackSet.stackSetId,
      stack_set_arn: members.stackSet.arn,
      organization_id: organization.id,
      permission_sets: hcl`${{ management: managementSets, member: memberSets }}`,
      member_template: template,
      name_suffix: this.nameSuffix,
    };
  }

  private roleName(kind: "management" | "member", wanted: unknown): Expression {
    const own = ownRoleName(kind, this.nameSuffix);
    return local(this, `${kind}_role_name`, hcl`${wanted} != null ? ${wanted} : ${own}`);
  }

  private chooseSets(
    kind: "management" | "member",
    names: readonly PermissionSetName[],
  ): Expression {
    const { delegatedPermissionSets: wanted } = this.inputs;
    return local(
      this,
      `${kind}_permission_sets`,
      hcl`[for name in ${names} : name if ${wanted} == null ? contains(${DEFAULT_SET_NAMES}, name) : contains(${wanted}, name)]`,
    );
  }

  /** A delegated administrator's account may be in one of the units, and then has both roles. */
  private requireDistinctNames(management: Expression, member: Expression): Condition[] {
    return [
      {
        condition: hcl`${management} != ${member}`,
        errorMessage: text`memberRoleName: ${member} is managementRoleName too, and one account can have both roles. Choose another name for one of the two.`,
      },
    ];
  }

  private requireFittingTrust(): Condition[] {
    const { connectorRoleArn } = this.inputs;
    const size = hcl`length(jsonencode(${this.trust}))`;
    const partition = hcl`split(":", ${connectorRoleArn})[1]`;
    return [
      {
        condition: hcl`${partition} == ${this.aws.partition}`,
        errorMessage: text`connectorRoleArn: ${connectorRoleArn} is in the partition ${partition}, and this account in ${this.aws.partition}; roles can't be assumed across. Deploy a connector in ${this.aws.partition}.`,
      },
      {
        condition: hcl`${size} <= ${QUOTAS.trustPolicy}`,
        errorMessage: text`externalId: the trust policy would have ${size} characters, and IAM takes ${QUOTAS.trustPolicy}. Choose a shorter one.`,
      },
    ];
  }
}
