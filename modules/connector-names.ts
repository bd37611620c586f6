import type { Construct } from "constructs";
import type { AwsContext } from "../lib/aws-context";
import { type Expression, type Value, hcl } from "../lib/hcl";
import { crossCondition } from "../lib/inputs/cross-conditions";
import { local } from "../lib/local-value";
import { FITTING_NAMES } from "./cross-inputs";
import { type Names, nameSuffix } from "./naming-expressions";

/** A connector's prefix and suffix, as local values. */
export interface ConnectorNames extends Names {
  readonly prefix: Expression<string>;
  readonly suffix: Expression<string>;
}

/**
 * What the names of a connector have around their fixed part. Prefix and suffix that are too long together are refused.
 *
 * @param id of the connector, or idInCluster
 */
export function connectorNames(
  scope: Construct,
  aws: AwsContext,
  module: keyof typeof FITTING_NAMES,
  inputs: { readonly namePrefix: Value<string | null>; readonly nameSuffix: Value<string | null> },
  id: Value<string>,
): ConnectorNames {
  const { namePrefix } = inputs;
  const prefix = local(scope, "name_prefix", hcl`${namePrefix} != null ? ${namePrefix} : ""`);
  const suffix = nameSuffix(aws, inputs.nameSuffix, id, (wanted) => [
    crossCondition(FITTING_NAMES[module], { namePrefix: prefix, nameSuffix: wanted }),
  ]);
  return { prefix, suffix: local(scope, "name_suffix", suffix) };
}
