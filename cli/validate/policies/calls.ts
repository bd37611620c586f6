import type { Range } from "../model/range";
import { parsedJson } from "./json-text";
import { type Located, isExact, isNull, itemsOf, optionsOf, textIn } from "./located";

/** A function's value with places; undefined where the evaluator may know better. */
type LocatedCall = (args: readonly Located[], range: Range) => Located | undefined;

const first: LocatedCall = ([value]) => value;

const listed: LocatedCall = (args, range) => ({
  kind: "list",
  items: args.flatMap((each) => itemsOf(each)),
  range,
});

const flat = (value: Located): readonly Located[] =>
  value.kind === "list" ? value.items.flatMap(flat) : [value];

/** Objects one over the other. */
const merged: LocatedCall = (args, range) => {
  const objects = args.flatMap((each) => optionsOf(each));
  const entries = objects.flatMap((each) => (each.kind === "object" ? each.entries : []));
  // What may or may not be merged in counts as being there.
  return {
    kind: "object",
    entries: [...new Map(entries.map((each) => [each.key.text, each])).values()],
    range,
  };
};

/**
 * The functions that policies are put together with.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const CALLS: Readonly<Record<string, LocatedCall>> = {
  jsonencode: first,
  jsondecode: ([value]) => (value?.kind === "text" ? parsedJson(value) : value),
  // As in a plan, nothing is known of it but whether it is there.
  sensitive: ([value], range) =>
    value !== undefined && isNull(value) ? value : { kind: "unknown", range },
  nonsensitive: first,
  tostring: first,
  tolist: first,
  toset: first,
  tomap: first,
  one: ([value]) => (value?.kind === "list" ? value.items[0] : value),
  try: first,
  concat: listed,
  setunion: listed,
  distinct: first,
  flatten: ([value], range) => value && { kind: "list", items: flat(value), range },
  compact: ([value], range) => ({
    kind: "list",
    items: itemsOf(value).filter((item) => !isNull(item) && textIn(item) !== ""),
    range,
  }),
  merge: merged,
  keys: ([value], range) =>
    value?.kind === "object"
      ? { kind: "list", items: value.entries.map(({ key }) => key), range }
      : undefined,
  contains: ([list, item], range) => {
    const known = [...itemsOf(list), item];
    if (
      list?.kind !== "list" ||
      !known.every((each) => each?.kind === "text" && isExact(each.text))
    )
      return undefined;
    const wanted = item?.kind === "text" ? item.text : undefined;
    return { kind: "scalar", value: itemsOf(list).some((each) => textIn(each) === wanted), range };
  },
  values: ([value], range) =>
    value?.kind === "object"
      ? { kind: "list", items: value.entries.map((entry) => entry.value), range }
      : undefined,
  coalesce: (args) => args.find((each) => !isNull(each) && textIn(each) !== ""),
  format: ([pattern, ...values], range) => {
    if (pattern?.kind !== "text") return undefined;
    let next = 0;
    const text = pattern.text.replace(/%(%|[svd])/g, (_, verb: string) =>
      verb === "%" ? "%" : (textIn(values[next++] ?? { kind: "unknown", range }) ?? ""),
    );
    return { kind: "text", text, range };
  },
  join: ([separator, list], range) =>
    separator?.kind === "text" && list?.kind === "list"
      ? { kind: "text", text: list.items.map((e) => textIn(e) ?? "").join(separator.text), range }
      : undefined,
};
