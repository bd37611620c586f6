import type { Range } from "../range";

/**
 * A value with the range of each part. A string may be partly known: unknown parts are gaps such as
 * `${data.aws_partition.current.partition}`, so that ARNs can be parsed.
 */
export type Located = LocatedText | LocatedScalar | LocatedList | LocatedObject | Unknown | Either;

interface Node {
  readonly range: Range;
}

export interface LocatedText extends Node {
  readonly kind: "text";
  readonly text: string;
}

export interface LocatedScalar extends Node {
  readonly kind: "scalar";
  readonly value: number | boolean | null;
}

export interface LocatedList extends Node {
  readonly kind: "list";
  /** Whether it is a string that encodes the value in JSON or YAML. @default false */
  readonly isText?: boolean;
  readonly items: readonly Located[];
}

export interface LocatedObject extends Node {
  readonly kind: "object";
  /** Whether it is a string that encodes the value in JSON or YAML. @default false */
  readonly isText?: boolean;
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry {
  readonly key: LocatedText;
  readonly value: Located;
}

/** A value that only a plan or an apply knows. */
export interface Unknown extends Node {
  readonly kind: "unknown";
  /** The reference: `var.role_arn`. */
  readonly name?: string;
  /** The argument of `sensitive`, to search for secrets; never shown. */
  readonly hidden?: Located;
}

/** One of several values; only a plan knows which. */
export interface Either extends Node {
  readonly kind: "either";
  readonly options: readonly Located[];
}

/** A gap without a name. */
export const GAP = "${…}";

/** Whether a string has no gaps. */
export const isFullyKnown = (text: string): boolean => !text.includes("${");

/** A string that is a single gap, without its braces: `module.apono.connector_role_arn`. */
export const withoutBraces = (text: string): string => text.replace(/^\$\{([^{}]*)\}$/, "$1");

/** Replaces the gaps of a string. */
export const fillGaps = (text: string, by: string | ((gap: string) => string)): string =>
  text.replace(/\$\{([^{}]*)\}/g, (_, gap: string) => (typeof by === "string" ? by : by(gap)));

export const unknown = (range: Range, name?: string): Unknown =>
  name === undefined || name === "" ? { kind: "unknown", range } : { kind: "unknown", range, name };

/** The names of the unknown parts of a value: `var.token`, `module.apono.connector_role_arn`. */
export function namesIn(value: Located): string[] {
  switch (value.kind) {
    case "text":
      return [...value.text.matchAll(/\$\{([^{}]*)\}/g)]
        .map(([, name]) => name!)
        .filter((name) => name !== "…");
    case "unknown":
      return value.name === undefined ? [] : [value.name];
    case "list":
      return value.items.flatMap(namesIn);
    case "object":
      return value.entries.flatMap((each) => namesIn(each.value));
    case "either":
      return value.options.flatMap(namesIn);
    default:
      return [];
  }
}

/** A value as a string with gaps; undefined for collections and null. */
export function textIn(value: Located): string | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "scalar":
      return value.value === null ? undefined : String(value.value);
    case "unknown":
      return value.name === undefined ? GAP : `\${${value.name}}`;
    case "either":
      // Keep all alternatives in the gap, so that rules can search them.
      return `\${${value.options.map((each) => textIn(each)?.replace(/[${}]/g, "") ?? "…").join()}}`;
    default:
      return undefined;
  }
}

/** The alternatives of a value. */
export const optionsOf = (value: Located): readonly Located[] =>
  value.kind === "either" ? value.options.flatMap(optionsOf) : [value];

/** The items of a list, or a single value as one; none for `null`. */
export const itemsOf = (value: Located | undefined): readonly Located[] => {
  if (value === undefined || isNull(value)) return [];
  if (value.kind === "either") return value.options.flatMap(itemsOf);
  return value.kind === "list" ? value.items.flatMap(optionsOf) : [value];
};

/** The strings of a list, or of a single value. */
export const textsOf = (value: Located | undefined): LocatedText[] =>
  itemsOf(value).flatMap((item) => {
    const text = textIn(item);
    return text === undefined ? [] : [{ kind: "text", text, range: item.range }];
  });

/** A field of an object; the last one of a name. */
export const fieldOf = (value: Located | undefined, name: string): Located | undefined =>
  value?.kind === "object"
    ? value.entries.findLast(({ key }) => key.text === name)?.value
    : undefined;

/** A field as a string. */
export const textField = (value: Located | undefined, name: string): string | undefined => {
  const field = fieldOf(value, name);
  return field === undefined ? undefined : textIn(field);
};

export const isNull = (value: Located): boolean => value.kind === "scalar" && value.value === null;

/** Whether only strings of a document are unknown, not its structure. */
export const isReadable = (value: Located): boolean => {
  if (value.kind === "unknown") return value.name !== undefined;
  if (value.kind === "list") return value.items.every(isReadable);
  if (value.kind === "object") return value.entries.every((entry) => isReadable(entry.value));
  return value.kind !== "either";
};

/** Removes duplicates by a key; keeps the first. */
export const uniqueBy = <T>(values: readonly T[], name: (value: T) => string): T[] =>
  [...new Map([...values].reverse().map((value) => [name(value), value])).values()].reverse();
