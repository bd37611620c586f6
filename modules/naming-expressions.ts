import type { AwsContext } from "../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../lib/hcl";
import { KeptValue } from "../lib/kept-value";
import type { Condition } from "../lib/terraform-features";
import { type ResourceKind, SUFFIX, partsOf } from "./naming";

/** What the names of a deployment have around their fixed part; known at plan. */
export interface Names {
  /** `namePrefix`; empty without one. @default "" */
  readonly prefix?: Value<string>;
  readonly suffix: Value<string>;
}

/** A name in AWS, known at plan. */
export function nameExpression(
  kind: ResourceKind,
  { prefix = "", suffix }: Names,
): Expression<string> {
  const { folder, fixed, replace } = partsOf(kind);
  if (replace === undefined) return text`${folder}${prefix}${fixed}${suffix}`;
  const [from, to] = replace;
  return text`${folder}${prefix}${fixed}${hcl`replace(${suffix}, ${from}, ${to})`}`;
}

/** The name that was asked for, else the module's own. */
export const nameOr = (
  wanted: Value<string | null>,
  kind: ResourceKind,
  names: Names,
): Expression<string> => hcl`${wanted} != null ? ${wanted} : ${nameExpression(kind, names)}`;

/** What a connector's suffix on EKS is derived from besides account and region. */
export const idInCluster = (clusterName: Value<string>, connectorId: Value<string>) =>
  text`${clusterName}${SUFFIX.separator}${connectorId}`;

/**
 * The suffix of names in AWS: the one that was asked for, else a derived one. Known at plan, and kept from the first apply
 * on: a connector that is renamed keeps its names.
 *
 * @param id of the connector, or {@link idInCluster}
 * @param conditions what must hold of it before anything is named
 */
export function nameSuffix(
  aws: AwsContext,
  wanted: Value<string | null>,
  id: Value<string>,
  conditions: (suffix: Expression<string>) => readonly Condition[] = () => [],
): Expression<string> {
  const derived = hcl`substr(sha256(join(${SUFFIX.separator}, [${aws.accountId}, ${aws.region}, ${id}])), 0, ${SUFFIX.length})`;
  const kept = new KeptValue(aws, "terraform_data.names", { values: { derived_suffix: derived } });
  kept.require(conditions(hcl`(${wanted} != null ? ${wanted} : self.input.derived_suffix)`));
  return hcl`${wanted} != null ? ${wanted} : ${kept.value("derived_suffix")}`;
}
