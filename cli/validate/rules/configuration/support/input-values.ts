import type { Input } from "../../../../../lib/inputs/declaration";
import { type Attribute, type Body } from "../../../model/configuration";
import { type Value, isKnown } from "../../../value";
import { META_ARGUMENTS, type PublishedCall } from "./calls";
import { evaluatorOf } from "./known";
import { PUBLISHED } from "./published";

/** The arguments of a call that are meant as inputs. */
export const givenInputs = ({ attributes }: Body): Attribute[] =>
  [...attributes.values()].filter(({ name }) => !META_ARGUMENTS.has(name) && name !== "//");

/** The values of a call's inputs that are known and not null, secrets apart. */
export function knownInputs(call: PublishedCall): ReadonlyMap<string, Value> {
  const { inputs } = PUBLISHED[call.published];
  const evaluator = evaluatorOf(call.caller);
  return new Map(
    givenInputs(call.block.body).flatMap(({ name, value }): [string, Value][] => {
      const input: Input | undefined = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
      if (input === undefined || input.sensitive === true) return [];
      const worth = evaluator.evaluate(value);
      return isKnown(worth) && worth !== null ? [[name, worth]] : [];
    }),
  );
}

/**
 * A value as an input of this type takes it: Terraform turns texts into numbers and truth values, and the other way round.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-primitive-types
 *
 * @returns undefined where it can't be turned
 */
export function converted(value: Value, type: Input["type"]): unknown {
  switch (type) {
    case "string":
      return typeof value === "object" ? undefined : String(value);
    case "number": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
    }
    case "bool":
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : undefined;
    case "list(string)":
      return Array.isArray(value) && value.every(isPrimitive) ? value.map(String) : undefined;
    case "map(string)":
      return typeof value === "object" && !Array.isArray(value) && value !== null
        ? Object.values(value).every((each) => isPrimitive(each as Value))
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]))
          : undefined
        : undefined;
    case "any":
      return value;
  }
}

const isPrimitive = (value: Value) => typeof value !== "object" && typeof value !== "symbol";
