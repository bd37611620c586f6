import type { AwsContext } from "../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../lib/hcl";
import { KeptValue } from "../lib/kept-value";
import { type ResourceKind, SUFFIX, partsOf } from "./naming";

/** A name in AWS, known at plan. */
export function nameExpression(kind: ResourceKind, suffix: Value<string>): Expression<string> {
  const { prefix, replace } = partsOf(kind);
  if (replace === undefined) return text`${prefix}${suffix}`;
  const [from, to] = replace;
  return text`${prefix}${hcl`replace(${suffix}, ${from}, ${to})`}`;
}

/** The name that was asked for, else the module's own. */
export const nameOr = (
  wanted: Value<string | null>,
  kind: ResourceKind,
  suffix: Value<string>,
): Expression<string> => hcl`${wanted} != null ? ${wanted} : ${nameExpression(kind, suffix)}`;

/** What a connector's suffix on EKS is derived from besides account and region. */
export const idInCluster = (clusterName: Value<string>, connectorId: Value<string>) =>
  text`${clusterName}${SUFFIX.separator}${connectorId}`;

/**
 * The suffix of names in AWS: the one that was asked for, else a derived one. Known at plan, and kept from the first apply
 * on: a connector that is renamed keeps its names.
 *
 * @param id of the connector, or {@link idInCluster}
 */
export function nameSuffix(
  aws: AwsContext,
  wanted: Value<string | null>,
  id: Value<string>,
): Expression<string> {
  const derived = hcl`substr(sha256(join(${SUFFIX.separator}, [${aws.accountId}, ${aws.region}, ${id}])), 0, ${SUFFIX.length})`;
  const kept = new KeptValue(aws, "terraform_data.names", { values: { derived_suffix: derived } });
  return hcl`${wanted} != null ? ${wanted} : ${kept.value("derived_suffix")}`;
}
