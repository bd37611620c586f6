import { COLLECTIONS } from "./collections";
import { CONVERSIONS } from "./conversions";
import type { TerraformFunction } from "./arguments";
import { NUMBERS } from "./numbers";
import { TEXTS } from "./texts";

export { Refused } from "./arguments";
export type { TerraformFunction } from "./arguments";
export { ENCODED, jsonText } from "./encoded";
export { patternProblem } from "./regex";

/**
 * The functions that configurations of policies, names and networks are written with. Any other is unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  ...COLLECTIONS,
  ...CONVERSIONS,
  ...NUMBERS,
  ...TEXTS,
};

/** A function by its name, which may have `core::` before it. */
export function functionNamed(name: string): TerraformFunction | undefined {
  const plain = name.replace(/^core::/, "");
  return Object.hasOwn(FUNCTIONS, plain) ? FUNCTIONS[plain] : undefined;
}
