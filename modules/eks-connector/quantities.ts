import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { MULTIPLIERS, PARTS } from "./quantity";

/**
 * The numbers of Kubernetes quantities: `500m` is 0.5, `1Gi` is 1073741824, `1e3` is 1000.
 *
 * @param quantities quantities by name
 * @returns for a name, its quantity's number
 */
export function quantityValues<Name extends string>(
  scope: Construct,
  quantities: Readonly<Record<Name, Value<string>>>,
): (name: Name) => Expression<number> {
  const parts = local(
    scope,
    "quantity_parts",
    hcl`{ for name, quantity in ${quantities} : name => regex(${PARTS}, quantity) }`,
  );
  // "5." and ".5" are valid quantities, but not numbers in Terraform.
  const mantissa = hcl`tonumber(replace(replace(parts[0], "/^[.]/", "0."), "/[.]$/", ""))`;
  const exponent = hcl`pow(10, tonumber(coalesce(parts[1], "0")))`;
  const values = local(
    scope,
    "quantities",
    hcl`{ for name, parts in ${parts} : name => ${mantissa} * ${exponent} * lookup(${MULTIPLIERS}, parts[2], 1) }`,
  );
  return (name) => hcl`${values}[${name}]`;
}
