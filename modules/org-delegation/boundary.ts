import type { Construct } from "constructs";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { boundaryGuardrails } from "../permissions";

/**
 * The policy of the same path and name in another account; an AWS managed one is the same everywhere. Null stays null.
 *
 * @param boundaryArn HCL of an ARN or null
 * @param partition of the other account, @param account its id; words of CloudFormation's Fn::Sub, or references
 */
const boundaryIn = (
  boundaryArn: Value<string | null>,
  partition: Value<string>,
  account: Value<string>,
): Expression<string | null> => {
  const owner = hcl`split(":", boundary)[4] == "aws" ? "aws" : ${text`${account}`}`;
  const name = hcl`split(":policy/", boundary)[1]`;
  return hcl`one([for boundary in compact([${boundaryArn}]) : ${text`arn:${partition}:iam::${owner}:policy/${name}`}])`;
};

/** The boundary in the account that Terraform runs in. */
export const managementBoundary = (
  boundaryArn: Value<string | null>,
  aws: { readonly partition: string; readonly accountId: string },
): Expression<string | null> => boundaryIn(boundaryArn, aws.partition, aws.accountId);

/** The guardrails by the boundary in a member account, as HCL of a list; empty without a boundary. */
export function memberBoundaryGuardrails(
  scope: Construct,
  boundaryArn: Value<string | null>,
): Expression<readonly object[]> {
  const arn = { "Fn::Sub": boundaryIn(boundaryArn, "${AWS::Partition}", "${AWS::AccountId}") };
  const statements = boundaryGuardrails("").map(({ Condition, ...statement }) => ({
    ...statement,
    ...(Condition?.["StringNotEquals"]?.["iam:PermissionsBoundary"] === undefined
      ? Condition && { Condition }
      : { Condition: { StringNotEquals: { "iam:PermissionsBoundary": arn } } }),
  }));
  return local(
    scope,
    "member_granted_roles_boundary_guardrails",
    hcl`flatten([for each in compact([${boundaryArn}]) : ${statements}])`,
  );
}
