import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { hcl, text } from "../../lib/hcl";
import { resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { chosenSets } from "../delegation/chosen-sets";
import { DelegatedRole } from "../delegation/delegated-role";
import { connectorTrust, trustPreconditions } from "../delegation/trust";
import { nameOr, nameSuffix } from "../naming-expressions";
import { MEMBER_SET_NAMES, assertInlineSize } from "../permissions";
import { accountDelegationInputs } from "./inputs";
import type { AccountDelegationOutputs, AccountDelegationProps } from "./types";

export { accountDelegationInputs } from "./inputs";
export { accountDelegationOutputs } from "./outputs";
export type { AccountDelegationOutputs, AccountDelegationProps } from "./types";

/**
 * Lets a connector that runs elsewhere manage one account: a role that only the connector's role can assume, with the
 * permission sets of `org-delegation`'s member role.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link accountDelegationInputs} and {@link accountDelegationOutputs}.
 */
export class AccountDelegation extends Construct {
  /** One value for each declared output. */
  readonly outputs: AccountDelegationOutputs;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: AccountDelegationProps) {
    super(scope, id);
    assertInlineSize();
    const inputs = resolveInputs("AccountDelegation", accountDelegationInputs, props);
    const aws = new AwsContext(this, "aws");
    const suffix = local(
      this,
      "name_suffix",
      nameSuffix(aws, inputs.nameSuffix, inputs.connectorId),
    );
    const trust = local(this, "trust_policy", connectorTrust(inputs));
    const name = local(
      this,
      "member_role_name",
      nameOr(inputs.memberRoleName, "memberRole", { suffix }),
    );
    const grantedSets = chosenSets(
      this,
      "member",
      MEMBER_SET_NAMES,
      inputs.delegatedPermissionSets,
    );
    const { role } = new DelegatedRole(this, "member", {
      aws,
      resourceName: "member",
      name,
      path: inputs.rolePath,
      description: text`What the Apono connector ${inputs.connectorId} may do in this account`,
      trust,
      sets: MEMBER_SET_NAMES,
      grantedSets,
      otherRoleArns: [hcl`${inputs.connectorRoleArn}`],
      permissionsBoundaryArn: inputs.memberPermissionsBoundaryArn,
      grantedRolesBoundaryArn: hcl`${inputs.grantedRolesBoundaryArn}`,
      tags: inputs.tags,
      exclusivePolicies: inputs.exclusivePolicies,
      preconditions: trustPreconditions(inputs.connectorRoleArn, trust, aws),
    });
    this.outputs = {
      member_role_arn: role.arn,
      member_role_name: role.name,
      permission_sets: grantedSets,
      name_suffix: suffix.asString,
    };
  }
}
