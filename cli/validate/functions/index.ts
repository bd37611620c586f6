import { UNKNOWN, type Value, isKnown } from "./value";

/** A function's value for the values of its arguments. It may throw for what Terraform refuses. */
export type TerraformFunction = (...args: readonly Value[]) => Value;

const text = (value: Value | undefined): string => {
  if (value === undefined || value === null || typeof value === "object" || value === UNKNOWN)
    throw new TypeError("a text was expected");
  return String(value);
};

const list = (value: Value | undefined): readonly Value[] => {
  if (!Array.isArray(value)) throw new TypeError("a list was expected");
  return value;
};

const map = (value: Value | undefined): { readonly [key: string]: Value } => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("a map was expected");
  return value as { readonly [key: string]: Value };
};

const flattened = (values: readonly Value[]): Value[] =>
  values.flatMap((each) => (Array.isArray(each) ? flattened(each as readonly Value[]) : [each]));

/** A function that needs to know all of its arguments. */
const ofKnown =
  (known: TerraformFunction): TerraformFunction =>
  (...args) =>
    args.every(isKnown) ? known(...args) : UNKNOWN;

/** What is the same wherever an argument came from. */
const unchanged: TerraformFunction = (value) => value ?? null;

/**
 * The functions that configurations of policies, names and networks are written with. Any other is unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  // Documents keep what they hold, known or not, so that a policy can be read in part.
  jsonencode: (value) => ({ [ENCODED]: value ?? null }) as Value,
  jsondecode: (value) =>
    typeof value === "object" && value !== null && ENCODED in value
      ? (value as { [key: string]: Value })[ENCODED]!
      : (JSON.parse(text(value)) as Value),
  sensitive: unchanged,
  nonsensitive: unchanged,
  ephemeralasnull: () => null,
  toset: unchanged,
  tolist: unchanged,
  tomap: unchanged,
  tostring: ofKnown((value) => (value === null ? null : text(value))),
  tonumber: ofKnown((value) => (value === null ? null : Number(text(value)))),
  tobool: ofKnown((value) => (typeof value === "boolean" ? value : text(value) === "true")),
  concat: (...lists) => lists.flatMap((each) => (each === UNKNOWN ? [UNKNOWN] : list(each))),
  merge: (...maps) =>
    maps.includes(UNKNOWN)
      ? UNKNOWN
      : Object.assign({}, ...maps.filter((each) => each !== null).map(map)),
  flatten: (value) => flattened(list(value)),
  compact: ofKnown((value) => list(value).filter((each) => each !== null && each !== "")),
  distinct: ofKnown((value) => [
    ...new Map(list(value).map((each): [string, Value] => [JSON.stringify(each), each])).values(),
  ]),
  keys: (value) => Object.keys(map(value)).sort(),
  values: (value) =>
    Object.entries(map(value))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item),
  lookup: (value, key, otherwise) => map(value)[text(key)] ?? otherwise ?? UNKNOWN,
  contains: ofKnown((values, item) =>
    list(values).some((each) => JSON.stringify(each) === JSON.stringify(item)),
  ),
  length: (value) =>
    typeof value === "string" ? [...value].length : Object.keys(value as object).length,
  join: ofKnown((separator, ...lists) => lists.flatMap(list).map(text).join(text(separator))),
  split: ofKnown((separator, value) => text(value).split(text(separator))),
  lower: ofKnown((value) => text(value).toLowerCase()),
  upper: ofKnown((value) => text(value).toUpperCase()),
  trimspace: ofKnown((value) => text(value).trim()),
  replace: ofKnown((value, find, by) =>
    /^\/.*\/$/s.test(text(find)) ? UNKNOWN : text(value).replaceAll(text(find), () => text(by)),
  ),
  format: ofKnown((pattern, ...values) => {
    let next = 0;
    const filled = text(pattern).replace(/%(%|[svd])/g, (_, verb: string) =>
      verb === "%" ? "%" : text(values[next++]),
    );
    return /%[^%]/.test(text(pattern).replace(/%[svd%]/g, "")) ? UNKNOWN : filled;
  }),
  coalesce: (...values) => values.find((each) => each !== null && each !== "") ?? UNKNOWN,
  try: (...values) => (isKnown(values[0] ?? UNKNOWN) ? values[0]! : UNKNOWN),
};

/** The key under which an encoded document keeps its value: one that no configuration can hold. */
export const ENCODED = "\u0000json";

/** A JSON document that `jsonencode` made or that was written out; unknown where it is neither. */
export function documentOf(value: Value): Value {
  if (typeof value === "object" && value !== null && ENCODED in value)
    return (value as { [key: string]: Value })[ENCODED]!;
  if (typeof value !== "string") return UNKNOWN;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return UNKNOWN;
  }
}
