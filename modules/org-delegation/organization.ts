import { DataAwsIamRoles } from "@cdktf/provider-aws/lib/data-aws-iam-roles";
import { DataAwsOrganizationsDelegatedAdministrators } from "@cdktf/provider-aws/lib/data-aws-organizations-delegated-administrators";
import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { DataAwsOrganizationsOrganizationalUnitDescendantAccounts } from "@cdktf/provider-aws/lib/data-aws-organizations-organizational-unit-descendant-accounts";
import { DataAwsOrganizationsOrganizationalUnitDescendantOrganizationalUnits } from "@cdktf/provider-aws/lib/data-aws-organizations-organizational-unit-descendant-organizational-units";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { Check, type Condition } from "../../lib/terraform-features";
import { ONE_ACCOUNT_LIST, SOME_UNIT } from "../cross-inputs";

/** The service principal that needs trusted access, and of which an account is a delegated administrator. */
export const STACK_SETS_PRINCIPAL = "member.org.stacksets.cloudformation.amazonaws.com";

/**
 * A partition in which organizations can't activate StackSets.
 * https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 */
export const WITHOUT_TRUSTED_ACCESS = {
  partition: "aws-cn",
  advice:
    "AWS documents that its China regions don't have it (https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html): deploy a connector in each account instead.",
} as const;

export interface OrganizationProps {
  readonly aws: AwsContext;
  readonly callAs: Value<string>;
  readonly organizationalUnitIds: Value<readonly string[]>;
  /** Further units, which the same apply may make: nothing of them is checked at plan. */
  readonly organizationalUnits: Value<StringMap>;
  readonly onlyAccountIds: Value<readonly string[]>;
  readonly excludedAccountIds: Value<readonly string[]>;
  readonly connectorRoleArn: Value<string>;
}

/** Reads the organization at plan, and checks that the delegation can work in it. Creates nothing. */
export class Organization extends Construct {
  /** The organization's id. */
  readonly id: string;
  /** What must hold before anything is made. */
  readonly preconditions: readonly Condition[];

  private readonly organization: DataAwsOrganizationsOrganization;
  private readonly rootIds: Expression<readonly string[]>;
  /** Whether this account can read the organization: the management account and delegated administrators can. */
  private readonly isVisible: Expression<boolean>;
  /** The root's id and those of all units. */
  private readonly existing: Expression<readonly string[]>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OrganizationProps,
  ) {
    super(scope, id);
    this.organization = new DataAwsOrganizationsOrganization(
      this,
      "data.aws_organizations_organization.current",
    );
    this.id = this.organization.id;
    // The provider returns null if AWS denies listing them.
    this.rootIds = local(
      this,
      "root_ids",
      hcl`try([for root in ${this.organization.fqn}.roots : root.id], [])`,
    );
    this.isVisible = local(this, "organization_is_visible", hcl`length(${this.rootIds}) > 0`);
    this.existing = this.findUnits();
    this.preconditions = [
      ...this.requireRightAccount(),
      ...this.requireFeatures(),
      ...this.requireUnits(),
      ...this.requireAccounts(),
      this.requireConnectorRole(),
    ];
  }

  private findUnits(): Expression<readonly string[]> {
    const units = new DataAwsOrganizationsOrganizationalUnitDescendantOrganizationalUnits(
      this,
      "data.aws_organizations_organizational_unit_descendant_organizational_units.all",
      { parentId: hcl`${this.rootIds}[0]`.asString },
    );
    units.addOverride("count", hcl`${this.isVisible} ? 1 : 0`);
    return local(
      this,
      "existing_units",
      hcl`concat(${this.rootIds}, flatten(${units.fqn}[*].children[*].id))`,
    );
  }

  private requireRightAccount(): Condition[] {
    const { aws, callAs } = this.props;
    const admins = new DataAwsOrganizationsDelegatedAdministrators(
      this,
      "data.aws_organizations_delegated_administrators.stack_sets",
      { servicePrincipal: STACK_SETS_PRINCIPAL },
    );
    admins.addOverride("count", hcl`${callAs} == "DELEGATED_ADMIN" && ${this.isVisible} ? 1 : 0`);
    const management = this.organization.masterAccountId;
    const isManagement = hcl`${management} == ${aws.accountId}`;
    const isDelegated = hcl`contains(flatten(${admins.fqn}[*].delegated_administrators[*].id), ${aws.accountId})`;
    return [
      {
        condition: hcl`${callAs} != "SELF" || ${isManagement}`,
        errorMessage: text`callAs: Terraform runs in account ${aws.accountId}, which is not the organization's management account (${management}). Use credentials of ${management}; or, where ${aws.accountId} is a delegated administrator of CloudFormation StackSets, set callAs = "DELEGATED_ADMIN".`,
      },
      {
        condition: hcl`${callAs} != "DELEGATED_ADMIN" || ${isManagement} || ${isDelegated}`,
        errorMessage: text`callAs: account ${aws.accountId} is not a delegated administrator of CloudFormation StackSets. Run in the management account (${management}): aws organizations register-delegated-administrator --account-id ${aws.accountId} --service-principal ${STACK_SETS_PRINCIPAL}`,
      },
      {
        condition: hcl`${callAs} != "DELEGATED_ADMIN" || !${isManagement}`,
        errorMessage: text`callAs: DELEGATED_ADMIN is for a member account, and ${aws.accountId} is the organization's management account. Leave callAs out.`,
      },
    ];
  }

  private requireFeatures(): Condition[] {
    const { fqn, featureSet, id } = this.organization;
    const { partition, advice } = WITHOUT_TRUSTED_ACCESS;
    const elsewhere = hcl`${this.props.aws.current.partition} == ${partition} ? ${` ${advice}`} : ""`;
    return [
      {
        condition: hcl`${featureSet} == "ALL"`,
        errorMessage: text`The organization ${id} has only the feature set ${featureSet}, and StackSets need all features. Run in the management account: aws organizations enable-all-features (every invited account must then agree).`,
      },
      {
        condition: hcl`!${this.isVisible} || try(contains(${fqn}.aws_service_access_principals, ${STACK_SETS_PRINCIPAL}), false)`,
        errorMessage: text`The organization ${id} has not enabled trusted access for CloudFormation StackSets. Run in the management account: aws cloudformation activate-organizations-access (or, in the console, CloudFormation, StackSets, “Enable trusted access”). Enabling it in Organizations alone does not activate StackSets.${elsewhere}`,
      },
    ];
  }

  private requireUnits(): Condition[] {
    const units = this.props.organizationalUnitIds;
    const missing = hcl`[for id in ${units} : id if !contains(${this.existing}, id)]`;
    const below = new DataAwsOrganizationsOrganizationalUnitDescendantOrganizationalUnits(
      this,
      "data.aws_organizations_organizational_unit_descendant_organizational_units.below",
      { parentId: this.chosenUnit().asString },
    );
    below.addOverride("count", hcl`${this.isVisible} ? length(${units}) : 0`);
    const nested = hcl`flatten([for i, unit in ${below.fqn} : [for id in unit.children[*].id : "\${id} (in \${${units}[i]})" if id != ${units}[i] && contains(${units}, id) && contains(${this.existing}, ${units}[i])]])`;
    return [
      crossCondition(SOME_UNIT, {
        organizationalUnitIds: units,
        organizationalUnits: this.props.organizationalUnits,
      }),
      {
        condition: hcl`!${this.isVisible} || length(${missing}) == 0`,
        errorMessage: text`organizationalUnitIds: there is no ${hcl`join(", ", ${missing})`} in the organization ${this.id}, whose root is ${hcl`join(", ", ${this.rootIds})`}. Correct the IDs; aws organizations list-organizational-units-for-parent --parent-id <root or unit> lists them.`,
      },
      {
        condition: hcl`length(${nested}) == 0`,
        errorMessage: text`organizationalUnitIds: ${hcl`join(", ", distinct(${nested}))`} is inside another unit of the list, which includes its accounts. Remove it.`,
      },
    ];
  }

  private requireAccounts(): Condition[] {
    const { onlyAccountIds, excludedAccountIds, organizationalUnitIds, organizationalUnits } =
      this.props;
    const accounts = new DataAwsOrganizationsOrganizationalUnitDescendantAccounts(
      this,
      "data.aws_organizations_organizational_unit_descendant_accounts.chosen",
      { parentId: this.chosenUnit().asString },
    );
    const isLimited = hcl`length(concat(${onlyAccountIds}, ${excludedAccountIds})) > 0`;
    accounts.addOverride(
      "count",
      hcl`${this.isVisible} && ${isLimited} ? length(${organizationalUnitIds}) : 0`,
    );
    // Read once the units exist.
    const further = new DataAwsOrganizationsOrganizationalUnitDescendantAccounts(
      this,
      "data.aws_organizations_organizational_unit_descendant_accounts.further",
      { parentId: hcl`each.value`.asString },
    );
    further.addOverride(
      "for_each",
      hcl`{ for key, id in ${organizationalUnits} : key => id if ${this.isVisible} && ${isLimited} }`,
    );
    const members = hcl`[for id in flatten(concat(${accounts.fqn}[*].accounts[*].id, values(${further.fqn})[*].accounts[*].id)) : id if id != ${this.organization.masterAccountId}]`;
    const strangers = (ids: Value<readonly string[]>) =>
      hcl`[for id in ${ids} : id if !contains(${members}, id)]`;
    const units = hcl`join(", ", concat(${organizationalUnitIds}, values(${organizationalUnits})))`;
    new Check(this, "check.excluded_accounts", [
      {
        condition: hcl`!${this.isVisible} || length(${strangers(excludedAccountIds)}) == 0`,
        errorMessage: text`excludedAccountIds: ${hcl`join(", ", ${strangers(excludedAccountIds)})`} is not a member account in ${units}, so there is nothing to exclude. Remove it.`,
      },
    ]);
    return [
      crossCondition(ONE_ACCOUNT_LIST, { onlyAccountIds, excludedAccountIds }),
      {
        condition: hcl`!${this.isVisible} || length(${strangers(onlyAccountIds)}) == 0`,
        errorMessage: text`onlyAccountIds: ${hcl`join(", ", ${strangers(onlyAccountIds)})`} is not a member account in ${units} or in a unit below. Remove it, or add its unit to organizationalUnitIds. (The management account gets a role of its own.)`,
      },
    ];
  }

  /** A unit of the list by count, or the root if the unit does not exist: reading it would fail without its name. */
  private chosenUnit(): Expression<string> {
    const unit = hcl`${this.props.organizationalUnitIds}[count.index]`;
    return hcl`contains(${this.existing}, ${unit}) ? ${unit} : ${this.rootIds}[0]`;
  }

  /** Only a role of this account can be looked up. It always is, so that the ARN may be unknown. */
  private requireConnectorRole(): Condition {
    const { aws, connectorRoleArn } = this.props;
    const name = hcl`element(split("/", ${connectorRoleArn}), length(split("/", ${connectorRoleArn})) - 1)`;
    const roles = new DataAwsIamRoles(this, "data.aws_iam_roles.connector", {
      nameRegex: hcl`"^\${replace(${name}, "/[.+]/", "[$0]")}$"`.asString,
    });
    return {
      condition: hcl`split(":", ${connectorRoleArn})[4] != ${aws.accountId} || contains(${roles.fqn}.arns, ${connectorRoleArn})`,
      errorMessage: text`connectorRoleArn: there is no role ${connectorRoleArn} in account ${aws.accountId}. Correct it, or deploy the connector first.`,
    };
  }
}
