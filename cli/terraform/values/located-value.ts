import type { Range } from "../range";

/**
 * A value with the place of each of its parts. A text may be known in part: what isn't known stands in it as
 * `${data.aws_partition.current.partition}`, so that an ARN can be read all the same.
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
  /** Whether it is a text that encodes this, in JSON or YAML. */
  readonly isText?: boolean;
  readonly items: readonly Located[];
}

export interface LocatedObject extends Node {
  readonly kind: "object";
  /** Whether it is a text that encodes this, in JSON or YAML. */
  readonly isText?: boolean;
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry {
  readonly key: LocatedText;
  readonly value: Located;
}

/** What only a plan or an apply can tell. */
export interface Unknown extends Node {
  readonly kind: "unknown";
  /** What it is read from: `var.role_arn`. */
  readonly name?: string;
  /** What `sensitive` was given: only to look for secrets, never to be shown. */
  readonly hidden?: Located;
}

/** One of several; which, only a plan can tell. */
export interface Either extends Node {
  readonly kind: "either";
  readonly options: readonly Located[];
}

/** Stands in a text for what has no name. */
export const GAP = "${…}";

/** Whether nothing in a text is open. */
export const isFullyKnown = (text: string): boolean => !text.includes("${");

/** What a text is read from, where that is all there is to it: `module.apono.connector_role_arn`. */
export const withoutBraces = (text: string): string => text.replace(/^\$\{([^{}]*)\}$/, "$1");

/** A text with something for each of its gaps. */
export const fillGaps = (text: string, by: string | ((gap: string) => string)): string =>
  text.replace(/\$\{([^{}]*)\}/g, (_, gap: string) => (typeof by === "string" ? by : by(gap)));

export const unknown = (range: Range, name?: string): Unknown =>
  name === undefined || name === "" ? { kind: "unknown", range } : { kind: "unknown", range, name };

/** What a value is made of that is not known here: `var.token`, `module.apono.connector_role_arn`. */
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

/** A value as it stands in a text; undefined where it can't. */
export function textIn(value: Located): string | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "scalar":
      return value.value === null ? undefined : String(value.value);
    case "unknown":
      return value.name === undefined ? GAP : `\${${value.name}}`;
    case "either":
      // What it may be, so that both names and words of it can still be told.
      return `\${${value.options.map((each) => textIn(each)?.replace(/[${}]/g, "") ?? "…").join()}}`;
    default:
      return undefined;
  }
}

/** One value for another, where it may be one of several. */
export const optionsOf = (value: Located): readonly Located[] =>
  value.kind === "either" ? value.options.flatMap(optionsOf) : [value];

/** What a list holds, or the one that stands in place of a list; `null` is nothing. */
export const itemsOf = (value: Located | undefined): readonly Located[] => {
  if (value === undefined || isNull(value)) return [];
  if (value.kind === "either") return value.options.flatMap(itemsOf);
  return value.kind === "list" ? value.items.flatMap(optionsOf) : [value];
};

/** Texts of a list, or the one in place of it. */
export const textsOf = (value: Located | undefined): LocatedText[] =>
  itemsOf(value).flatMap((item) => {
    const text = textIn(item);
    return text === undefined ? [] : [{ kind: "text", text, range: item.range }];
  });

/** A field of an object; the last, where there are several of a name. */
export const fieldOf = (value: Located | undefined, name: string): Located | undefined =>
  value?.kind === "object"
    ? value.entries.findLast(({ key }) => key.text === name)?.value
    : undefined;

/** A text that a field has, where it is one. */
export const textField = (value: Located | undefined, name: string): string | undefined => {
  const field = fieldOf(value, name);
  return field === undefined ? undefined : textIn(field);
};

export const isNull = (value: Located): boolean => value.kind === "scalar" && value.value === null;

/** Whether nothing is open in a document but texts, or what they are read from. */
export const isReadable = (value: Located): boolean => {
  if (value.kind === "unknown") return value.name !== undefined;
  if (value.kind === "list") return value.items.every(isReadable);
  if (value.kind === "object") return value.entries.every((entry) => isReadable(entry.value));
  return value.kind !== "either";
};

/** Each value once, by what names it. */
export const uniqueBy = <T>(values: readonly T[], name: (value: T) => string): T[] =>
  [...new Map([...values].reverse().map((value) => [name(value), value])).values()].reverse();
