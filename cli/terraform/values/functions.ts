import type { Range } from "../range";
import { fromJson, jsonOf, parsedJson } from "./json-text";
import {
  GAP,
  type Located,
  isFullyKnown,
  isNull,
  itemsOf,
  namesIn,
  optionsOf,
  textIn,
  unknown,
} from "./located-value";

/** A function. @returns undefined if the value is unknown */
type LocatedFunction = (args: readonly Located[], range: Range) => Located | undefined;

const first: LocatedFunction = ([value]) => value;
const encoded: LocatedFunction = ([value]) =>
  value?.kind === "list" || value?.kind === "object" ? { ...value, isText: true } : value;
const decoded = (value: Located | undefined): Located | undefined =>
  value?.kind === "list" || value?.kind === "object" ? { ...value, isText: false } : undefined;
const text = (value: string, range: Range): Located => ({ kind: "text", text: value, range });
const list = (items: readonly Located[], range: Range): Located => ({ kind: "list", items, range });

const listed: LocatedFunction = (args, range) =>
  list(
    args.flatMap((each) => itemsOf(each)),
    range,
  );

const flat = (value: Located): readonly Located[] =>
  value.kind === "list" ? value.items.flatMap(flat) : [value];

/** Merges objects; both branches of an unknown condition count. */
const merged: LocatedFunction = (args, range) => {
  const entries = args
    .flatMap(optionsOf)
    .flatMap((each) => (each.kind === "object" ? each.entries : []));
  return {
    kind: "object",
    entries: [...new Map(entries.map((each) => [each.key.text, each])).values()],
    range,
  };
};

/** A function of fully known strings. */
const ofTexts =
  (apply: (...texts: string[]) => string): LocatedFunction =>
  (args, range) => {
    const texts = args.map((each) => textIn(each) ?? GAP);
    return texts.every(isFullyKnown) ? text(apply(...texts), range) : undefined;
  };

/** A value as a string; a collection as JSON. */
export const asText = (value: Located): string => textIn(value) ?? jsonOf(value);

const formatString = (pattern: string, values: readonly Located[]): string => {
  let next = 0;
  return pattern.replace(/%(%|[-+ 0#]*\d*(?:\.\d+)?[svdqt])/g, (_, verb: string) => {
    if (verb === "%") return "%";
    const value = values[next++];
    return value === undefined ? GAP : asText(value);
  });
};

/**
 * The functions that policies, containers and chart values use. Any other is unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const FUNCTIONS: Readonly<Record<string, LocatedFunction>> = {
  jsonencode: encoded,
  yamlencode: encoded,
  jsondecode: ([value]) => (value?.kind === "text" ? parsedJson(value) : decoded(value)),
  yamldecode: ([value]) => decoded(value),
  // As in a plan: only whether it is null is known.
  sensitive: ([value], range) =>
    value && isNull(value)
      ? value
      : value && { ...unknown(range, namesIn(value).join()), hidden: value },
  ephemeral: first,
  nonsensitive: first,
  // Kept unencoded, so that rules can read it.
  base64encode: ([value]) => (value?.kind === "text" ? value : undefined),
  tostring: first,
  tonumber: first,
  tobool: first,
  tolist: first,
  toset: first,
  tomap: first,
  one: ([value]) => (value?.kind === "list" ? value.items[0] : value),
  try: first,
  concat: listed,
  setunion: listed,
  distinct: first,
  flatten: ([value], range) => value && list(flat(value), range),
  compact: ([value], range) =>
    list(
      itemsOf(value).filter((item) => !isNull(item) && textIn(item) !== ""),
      range,
    ),
  merge: merged,
  keys: ([value], range) =>
    value?.kind === "object"
      ? list(
          value.entries.map(({ key }) => key),
          range,
        )
      : undefined,
  values: ([value], range) =>
    value?.kind === "object"
      ? list(
          value.entries.map((each) => each.value),
          range,
        )
      : undefined,
  lookup: ([value, key, otherwise]) =>
    value?.kind === "object" && key?.kind === "text" && isFullyKnown(key.text)
      ? (value.entries.findLast((each) => each.key.text === key.text)?.value ?? otherwise)
      : undefined,
  length: ([value], range) =>
    value?.kind === "list" &&
    value.items.every((item) => item.kind !== "unknown" && item.kind !== "either")
      ? { kind: "scalar", value: value.items.length, range }
      : undefined,
  contains: ([all, item], range) => {
    const texts = [...itemsOf(all), ...(item === undefined ? [] : [item])].map(textIn);
    if (all?.kind !== "list" || !texts.every((each) => each !== undefined && isFullyKnown(each)))
      return undefined;
    return { kind: "scalar", value: texts.slice(0, -1).includes(texts.at(-1)), range };
  },
  coalesce: (args) => args.find((each) => !isNull(each) && textIn(each) !== ""),
  format: ([pattern, ...values], range) =>
    pattern?.kind === "text" ? text(formatString(pattern.text, values), range) : undefined,
  formatlist: ([pattern, ...values], range) => {
    const [items] = values.filter(({ kind }) => kind === "list");
    if (pattern?.kind !== "text" || items?.kind !== "list") return undefined;
    return list(
      items.items.map((_, at) =>
        text(
          formatString(
            pattern.text,
            values.map((each) =>
              each.kind === "list" ? (each.items[at] ?? unknown(range)) : each,
            ),
          ),
          range,
        ),
      ),
      range,
    );
  },
  join: ([separator, value], range) =>
    separator?.kind === "text" && value?.kind === "list"
      ? text(value.items.map(asText).join(separator.text), range)
      : undefined,
  split: ([separator, value], range) => {
    const texts = [separator, value].map((each) =>
      each === undefined ? GAP : (textIn(each) ?? GAP),
    );
    return texts.every(isFullyKnown) ? fromJson(texts[1]!.split(texts[0]!), range) : undefined;
  },
  lower: ofTexts((value) => value.toLowerCase()),
  upper: ofTexts((value) => value.toUpperCase()),
  trimspace: ofTexts((value) => value.trim()),
  chomp: ofTexts((value) => value.replace(/[\r\n]+$/, "")),
  trimprefix: ofTexts((value = "", prefix = "") =>
    value.startsWith(prefix) ? value.slice(prefix.length) : value,
  ),
  trimsuffix: ofTexts((value = "", suffix = "") =>
    value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value,
  ),
  replace: ofTexts((value = "", from = "", to = "") =>
    // A pattern between slashes is a regular expression of Go: not evaluated.
    /^\/.*\/$/s.test(from) ? GAP : value.replaceAll(from, () => to),
  ),
};

/** Functions whose result doesn't reveal their arguments. */
export const NON_REVEALING: ReadonlySet<string> = new Set(
  (
    "base64sha256 base64sha512 bcrypt can contains ephemeralasnull endswith issensitive length md5 " +
    "sha1 sha256 sha512 startswith strcontains uuidv5"
  ).split(" "),
);
