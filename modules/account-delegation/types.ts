// Written by `npm run docs` from inputs.ts and outputs.ts.
import type { IResolvable } from "cdktf";
import type { StringMap, Value } from "../../lib/inputs/prop-types";

/** Props of {@link AccountDelegation}. */
export interface AccountDelegationProps {
  /**
   * ARN of the connector's IAM role: output connector_role_arn of the connector's module, in whichever account it runs;
   * or the role that Apono shows for the connector that it runs itself. Only this role can assume the role that the
   * module creates.
   */
  readonly connectorRoleArn: string;
  /**
   * External ID that the connector must send when it assumes the role; see sts:ExternalId. Apono shows one for the
   * connector that it runs itself. None when left out.
   * @default - none
   */
  readonly externalId?: string;
  /**
   * The connector's ID in Apono. All instances of a connector share it; each connector needs its own.
   * @default "apono-connector"
   */
  readonly connectorId?: string;
  /**
   * Name of the role; starts with apono-. `apono-member-role-<suffix>` when left out.
   * @default - none
   */
  readonly memberRoleName?: string;
  /**
   * IAM path of the role. Set the connector's assumedRolesPath (in roles or role) to it, or the connector can't assume
   * them. A change replaces them.
   * @default "/"
   */
  readonly rolePath?: string;
  /**
   * Grant exactly these permission sets instead of all. Sets: tagged-secrets, tagged-kms-keys, tagged-lambda-functions,
   * cloudtrail-logs, ec2-read, ecr-read, eks-read, eks-write, iam-access, rds-connect, rds-read, resource-tags-read,
   * s3-read, ssm-parameters-read, cloudformation-read, resource-explorer-read, security-audit, corrections.
   * @default - none
   */
  readonly delegatedPermissionSets?: readonly string[];
  /**
   * Remove from the role, at each apply, every policy that the module did not add, such as one attached by hand. When
   * false such policies stay, and no plan shows them.
   * @default false
   */
  readonly exclusivePolicies?: Value<boolean>;
  /**
   * ARN of the role's permissions boundary.
   * @default - none
   */
  readonly memberPermissionsBoundaryArn?: string;
  /**
   * ARN of the permissions boundary that every role and user which the connector creates or changes must have; the
   * connector then has no known way to exceed it. Apono must send it. No limit when left out.
   * @default - none
   */
  readonly grantedRolesBoundaryArn?: string;
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

/** Outputs of {@link AccountDelegation}: references for other constructs and for outputs of the stack. */
export interface AccountDelegationOutputs {
  /** ARN of the role; what Apono asks for when you connect the account */
  readonly member_role_arn: string;
  /** Name of the role */
  readonly member_role_name: string;
  /** Names of the granted permission sets */
  readonly permission_sets: IResolvable;
  /** Suffix of the names in AWS */
  readonly name_suffix: string;
}
