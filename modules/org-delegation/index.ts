import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { DISTINCT_ROLE_NAMES } from "../cross-inputs";
import { chosenSets } from "../delegation/chosen-sets";
import { DelegatedRole } from "../delegation/delegated-role";
import { connectorTrust, trustPreconditions } from "../delegation/trust";
import { nameExpression, nameOr, nameSuffix } from "../naming-expressions";
import { MANAGEMENT_SET_NAMES, MEMBER_SET_NAMES, assertInlineSize } from "../permissions";
import { managementBoundary } from "./boundary";
import { orgDelegationInputs } from "./inputs";
import { MemberRoles } from "./member-roles";
import { memberTemplate } from "./member-template";
import { Organization } from "./organization";
import type { OrgDelegationOutputs, OrgDelegationProps } from "./types";

export { orgDelegationInputs } from "./inputs";
export { orgDelegationOutputs } from "./outputs";
export type { OrgDelegationOutputs, OrgDelegationProps } from "./types";

/**
 * Lets a connector manage an organization: a role in the management account, and one in each member account of the
 * units, all of which only the connector's role can assume.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link orgDelegationInputs} and {@link orgDelegationOutputs}.
 */
export class OrgDelegation extends Construct {
  /** One value for each declared output. */
  readonly outputs: OrgDelegationOutputs;

  private readonly inputs: ResolvedInputs<typeof orgDelegationInputs>;
  private readonly aws: AwsContext;
  private readonly nameSuffix: Expression<string>;
  private readonly trust: Expression<object>;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: OrgDelegationProps) {
    super(scope, id);
    assertInlineSize();
    this.inputs = resolveInputs("OrgDelegation", orgDelegationInputs, props);
    this.aws = new AwsContext(this, "aws");
    this.nameSuffix = local(
      this,
      "name_suffix",
      nameSuffix(this.aws, this.inputs.nameSuffix, this.inputs.connectorId),
    );
    this.trust = local(this, "trust_policy", connectorTrust(this.inputs));

    const organization = new Organization(this, "organization", {
      aws: this.aws,
      ...this.inputs,
    });
    const managementName = local(
      this,
      "management_role_name",
      nameOr(this.inputs.managementRoleName, "managementRole", { suffix: this.nameSuffix }),
    );
    const memberName = local(
      this,
      "member_role_name",
      nameOr(this.inputs.memberRoleName, "memberRole", { suffix: this.nameSuffix }),
    );
    const {
      delegatedPermissionSets: wanted,
      connectorId,
      connectorRoleArn,
      rolePath,
    } = this.inputs;
    const managementSets = chosenSets(this, "management", MANAGEMENT_SET_NAMES, wanted);
    const memberSets = chosenSets(this, "member", MEMBER_SET_NAMES, wanted);
    const management = new DelegatedRole(this, "management", {
      aws: this.aws,
      // StackSets never deploy to the management account.
      resourceName: "management",
      name: managementName,
      path: rolePath,
      description: text`What the Apono connector ${connectorId} may do in the organization`,
      trust: this.trust,
      sets: MANAGEMENT_SET_NAMES,
      grantedSets: managementSets,
      // The member role may be in this account, too.
      otherRoleArns: [this.aws.roleArn(memberName, rolePath), hcl`${connectorRoleArn}`],
      tags: this.inputs.tags,
      exclusivePolicies: this.inputs.exclusivePolicies,
      permissionsBoundaryArn: this.inputs.managementPermissionsBoundaryArn,
      grantedRolesBoundaryArn: managementBoundary(this.inputs.grantedRolesBoundaryArn, this.aws),
      preconditions: [
        ...organization.preconditions,
        crossCondition(DISTINCT_ROLE_NAMES, {
          managementRoleName: managementName,
          memberRoleName: memberName,
        }),
        ...trustPreconditions(connectorRoleArn, this.trust, this.aws),
      ],
    });
    const template = memberTemplate(this, {
      ...this.inputs,
      roleName: memberName,
      managementName,
      boundaryName: nameExpression("memberBoundary", { suffix: this.nameSuffix }),
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
      member_role_name: memberName.asString,
      member_role_arn_pattern: text`arn:${this.aws.partition}:iam::*:role${rolePath}${memberName}`
        .asString,
      stack_set_id: members.stackSet.stackSetId,
      stack_set_arn: members.stackSet.arn,
      organization_id: organization.id,
      permission_sets: hcl`${{ management: managementSets, member: memberSets }}`,
      member_template: template.asString,
      name_suffix: this.nameSuffix.asString,
    };
  }
}
