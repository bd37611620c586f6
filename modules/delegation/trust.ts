import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import type { Condition } from "../../lib/terraform-features";
import { QUOTAS } from "../permissions/quotas";

/** Who may assume the roles. */
export interface TrustProps {
  readonly connectorRoleArn: Value<string>;
  readonly externalId: Value<string | null>;
}

/** The condition for an external ID. */
export const requiresExternalId = (externalId: Value<string | null>) => ({
  StringEquals: { "sts:ExternalId": externalId },
});

/**
 * A trust policy that only the connector's role satisfies.
 *
 * The principal is the connector's account, narrowed to the role by `aws:PrincipalArn`: naming the role as the principal
 * would tie the policy to that one creation of it, since IAM keeps its unique id, and a connector that was destroyed
 * and deployed again would be locked out of every account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 *
 * Tagging the session is a statement of its own, because `sts:ExternalId` is a key of `sts:AssumeRole` only.
 *
 * @param account the ARN of the connector's account
 * @param withExternalId adds the external ID to a condition, if there is one
 */
export function connectorTrustDocument(
  connectorRoleArn: Value<string>,
  account: Value<string>,
  withExternalId: (condition: object) => object,
) {
  const isConnector = { ArnEquals: { "aws:PrincipalArn": connectorRoleArn } };
  const allow = (action: string, condition: object) => ({
    Effect: "Allow",
    Principal: { AWS: account },
    Action: action,
    Condition: condition,
  });
  return {
    Version: "2012-10-17",
    Statement: [
      allow("sts:AssumeRole", withExternalId(isConnector)),
      allow("sts:TagSession", isConnector),
    ],
  };
}

/** {@link connectorTrustDocument} as HCL. */
export function connectorTrust({ connectorRoleArn, externalId }: TrustProps): Expression<object> {
  const part = (index: number) => hcl`split(":", ${connectorRoleArn})[${index}]`;
  const account = text`arn:${part(1)}:iam::${part(4)}:root`;
  const knowsId = hcl`{ for operator, keys in ${requiresExternalId(externalId)} : operator => keys if ${externalId} != null }`;
  return hcl`${connectorTrustDocument(
    connectorRoleArn,
    account,
    (condition) => hcl`merge(${condition}, ${knowsId})`,
  )}`;
}

/** Preconditions of a role with such a trust policy. @param trust the policy, as HCL */
export function trustPreconditions(
  connectorRoleArn: Value<string>,
  trust: Expression<object>,
  aws: AwsContext,
): Condition[] {
  const size = hcl`length(jsonencode(${trust}))`;
  const partition = hcl`split(":", ${connectorRoleArn})[1]`;
  return [
    {
      condition: hcl`${partition} == ${aws.partition}`,
      errorMessage: text`connectorRoleArn: ${connectorRoleArn} is in the partition ${partition}, and this account in ${aws.partition}; a role can't be assumed from another partition. Deploy a connector in ${aws.partition}.`,
    },
    {
      condition: hcl`${size} <= ${QUOTAS.trustPolicy}`,
      errorMessage: text`externalId: the trust policy would have ${size} characters, and IAM allows ${QUOTAS.trustPolicy}. Choose a shorter one.`,
    },
  ];
}
