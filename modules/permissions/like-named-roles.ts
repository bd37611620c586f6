import type { Construct } from "constructs";
import type { AwsPlace } from "../../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { type ResourceKind, partsOf } from "../naming";
import { CONNECTOR_ROLES, DELEGATED_ROLES } from "./guardrails";

/**
 * The guardrails' patterns for connectors with the same path and prefix, and for delegated roles with the path that the
 * connector may assume, which the default patterns do not match; HCL of a list.
 */
export function likeNamedRoles(
  scope: Construct,
  {
    aws,
    path,
    namePrefix,
    assumedRolesPath,
  }: {
    readonly aws: AwsPlace;
    readonly path: Value<string>;
    readonly namePrefix: Value<string>;
    readonly assumedRolesPath: Value<string>;
  },
): Expression<readonly string[]> {
  const isDefault = local(
    scope,
    "has_default_role_names",
    hcl`${path} == "/" && ${namePrefix} == ""`,
  );
  const hasPath = local(scope, "assumes_roles_by_path", hcl`${assumedRolesPath} != "/"`);
  const named = (kind: ResourceKind, at: Value<string>, prefix: Value<string>) =>
    text`arn:${aws.partition}:iam::*:role${at}${prefix}${partsOf(kind).fixed}*`;
  const connectors = CONNECTOR_ROLES.map((kind) => named(kind, path, namePrefix));
  const delegated = DELEGATED_ROLES.map((kind) => named(kind, assumedRolesPath, ""));
  return hcl`concat([for arn in ${connectors} : arn if !${isDefault}], [for arn in ${delegated} : arn if ${hasPath}])`;
}
