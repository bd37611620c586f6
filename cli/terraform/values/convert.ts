import type { Attributes, Input, InputTypes } from "../../../lib/inputs/declaration";
import { UNKNOWN, type Value } from "./value";

/** A value converted to a type, or why Terraform rejects it. */
export type Converted = { readonly value: Value } | { readonly problem: string };

/** An example for each type, for messages. */
const EXAMPLES: Readonly<Record<keyof InputTypes, string>> = {
  string: 'a string such as "a"',
  number: "a number such as 1",
  bool: "true or false",
  "list(string)": 'a list of strings such as ["a", "b"]',
  "map(string)": 'a map of strings such as { a = "b" }',
  "list(map(string))": 'a list of maps of strings such as [{ a = "b" }]',
  any: "anything",
  object: "an object in braces such as { name = value }",
};

/**
 * Converts a value as Terraform does: numbers and booleans to strings, and the other way round.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function convert(
  { type, attributes }: Pick<Input, "type" | "attributes">,
  value: Value,
): Converted {
  if (value === UNKNOWN || value === null) return { value };
  if (attributes !== undefined && isObject(value)) return convertAttributes(attributes, value);
  const converted = CONVERSIONS[type](value);
  return converted === undefined
    ? { problem: `must be ${EXAMPLES[type]}; got ${kindOf(value)}` }
    : { value: converted };
}

type ObjectValue = { readonly [key: string]: Value };

/** Attributes that the type does not have are kept: Terraform drops them without a word, and the inputs' check reports them. */
function convertAttributes(attributes: Attributes, value: ObjectValue): Converted {
  const values: Record<string, Value> = {};
  for (const [name, given] of Object.entries(value)) {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const converted: Converted =
      attribute === undefined ? { value: given } : convert(attribute, given);
    if ("problem" in converted)
      return { problem: `has the attribute ${name}, which ${converted.problem}` };
    values[name] = converted.value;
  }
  return { value: values };
}

const isObject = (value: Value): value is ObjectValue =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const CONVERSIONS: Readonly<Record<keyof InputTypes, (value: Value) => Value | undefined>> = {
  string: text,
  number: (value) => {
    if (typeof value === "number") return value;
    const isNumeric = typeof value === "string" && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value);
    return isNumeric ? Number(value) : undefined;
  },
  bool: (value) =>
    value === true || value === "true"
      ? true
      : value === false || value === "false"
        ? false
        : undefined,
  "list(string)": (value) => {
    if (!Array.isArray(value)) return undefined;
    return all((value as readonly Value[]).map(text));
  },
  "map(string)": textMap,
  "list(map(string))": (value) =>
    Array.isArray(value)
      ? all((value as readonly Value[]).map((each) => (each === UNKNOWN ? each : textMap(each))))
      : undefined,
  any: (value) => value,
  object: (value) => (isObject(value) ? value : undefined),
};

function text(value: Value): Value | undefined {
  if (value === UNKNOWN || typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function textMap(value: Value): Value | undefined {
  if (!isObject(value)) return undefined;
  const items = all(Object.values(value).map(text));
  if (items === undefined) return undefined;
  return Object.fromEntries(Object.keys(value).map((key, index) => [key, items[index]!]));
}

const all = (values: readonly (Value | undefined)[]): readonly Value[] | undefined =>
  values.some((value) => value === undefined) ? undefined : (values as readonly Value[]);

function kindOf(value: Value): string {
  if (Array.isArray(value)) {
    const isTexts = (value as readonly Value[]).every((item) => text(item) !== undefined);
    return isTexts ? "a list" : "a list with other values than strings";
  }
  return typeof value === "object" ? "a map" : `a ${KINDS[typeof value] ?? "value"}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  boolean: "boolean",
};
