// Written by `npm run docs` from inputs.ts and outputs.ts.
import type { IResolvable } from "cdktf";
import type { StringMap, Value } from "../../lib/inputs/prop-types";

/** Props of {@link OrgDelegation}. */
export interface OrgDelegationProps {
  /**
   * ARN of the connector's IAM role (output connector_role_arn of the connector's module), in whichever account it runs.
   * Only this role can assume the roles that the module creates.
   */
  readonly connectorRoleArn: string;
  /**
   * Organizational units whose accounts the connector manages, with all units below them; or the organization's root
   * alone, for every account. Known at plan. Empty where organizationalUnits has all of them.
   */
  readonly organizationalUnitIds: readonly string[];
  /**
   * Further units, as IDs by keys of your choice. Only the keys must be known at plan, so that the same apply can make
   * the units.
   * @default {}
   */
  readonly organizationalUnits?: Value<StringMap>;
  /**
   * The only accounts of those units that get the member role, also of those that join later. All accounts when left out.
   * @default []
   */
  readonly onlyAccountIds?: readonly string[];
  /**
   * Accounts of those units that don't get the member role.
   * @default []
   */
  readonly excludedAccountIds?: readonly string[];
  /**
   * The connector's ID in Apono. All instances of a connector share it; each connector needs its own.
   * @default "apono-connector"
   */
  readonly connectorId?: string;
  /**
   * External ID that the connector must send when it assumes the roles; see sts:ExternalId. None when left out.
   * @default - none
   */
  readonly externalId?: string;
  /**
   * Name of the role in the management account; starts with apono-. `apono-management-role-<suffix>` when left out.
   * @default - none
   */
  readonly managementRoleName?: string;
  /**
   * Name of the role in each member account; starts with apono-. `apono-member-role-<suffix>` when left out.
   * @default - none
   */
  readonly memberRoleName?: string;
  /**
   * IAM path of the roles. Set the connector's assumedRolesPath (in roles or role) to it, or the connector can't assume
   * them. A change replaces them. CloudFormation can't replace a role that keeps its name: change nameSuffix or
   * memberRoleName with it.
   * @default "/"
   */
  readonly rolePath?: string;
  /**
   * Grant exactly these permission sets instead of all, each to the roles that it is for: identity-center to the
   * management account's only. Sets: tagged-secrets, tagged-kms-keys, tagged-lambda-functions, cloudtrail-logs, ec2-read,
   * ecr-read, eks-read, eks-write, iam-access, rds-connect, rds-read, resource-tags-read, s3-read, ssm-parameters-read,
   * identity-center, cloudformation-read, resource-explorer-read, security-audit, corrections.
   * @default - none
   */
  readonly delegatedPermissionSets?: readonly string[];
  /**
   * Remove from the role in the management account, at each apply, every policy that the module did not add, such as one
   * attached by hand. When false such policies stay, and no plan shows them.
   * @default false
   */
  readonly exclusivePolicies?: Value<boolean>;
  /**
   * ARN of the permissions boundary of the role in the management account. The member roles do not have it: see
   * createMemberBoundary.
   * @default - none
   */
  readonly managementPermissionsBoundaryArn?: string;
  /**
   * Make a permissions boundary in each member account, and give it to the member role: it allows everything but changing
   * the connector's roles and the boundary, and what grantedRolesBoundaryArn forbids, whatever is attached to the role.
   * @default false
   */
  readonly createMemberBoundary?: Value<boolean>;
  /**
   * ARN of the permissions boundary that every role and user which the connector creates or changes must have: in each
   * account the policy of that path and name, which must exist. Apono must send it. No limit when left out.
   * @default - none
   */
  readonly grantedRolesBoundaryArn?: string;
  /**
   * SELF in the management account; DELEGATED_ADMIN in a member account that is a delegated administrator of
   * CloudFormation StackSets. The role for the connector is then created in that account.
   * @default "SELF"
   */
  readonly callAs?: string;
  /**
   * Percentage of the accounts in which the member role is created or changed at the same time.
   * @default 100
   */
  readonly maxConcurrentPercentage?: number;
  /**
   * Percentage of the accounts in which this may fail before the rest is left as it is and the apply fails. A change
   * reaches at most one account more at the same time than may fail: with 0, one after the other.
   * @default 0
   */
  readonly failureTolerancePercentage?: number;
  /**
   * Suffix of the names in AWS. 8 hex digits derived from account, region and connectorId when left out.
   * @default - none
   */
  readonly nameSuffix?: string;
  /**
   * Tags for every resource that supports them.
   * @default {}
   */
  readonly tags?: Value<StringMap>;
}

/** Outputs of {@link OrgDelegation}: references for other constructs and for outputs of the stack. */
export interface OrgDelegationOutputs {
  /** ARN of the role in the management account; what Apono asks for when you connect an organization */
  readonly management_account_role_arn: string;
  /** Name of the role in the management account */
  readonly management_account_role_name: string;
  /** Name of the role in each member account */
  readonly member_role_name: string;
  /** ARN of the member roles, with * for the account */
  readonly member_role_arn_pattern: string;
  /** ID of the StackSet that creates the member roles */
  readonly stack_set_id: string;
  /** ARN of the StackSet that creates the member roles */
  readonly stack_set_arn: string;
  /** ID of the organization */
  readonly organization_id: string;
  /** Names of the granted permission sets: management, member */
  readonly permission_sets: IResolvable;
  /** The StackSet's CloudFormation template, as JSON, for review */
  readonly member_template: string;
  /** Suffix of the names in AWS */
  readonly name_suffix: string;
}
