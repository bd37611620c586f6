/** A plain value; a symbol stands for one that only a plan can tell. */
export type PlainValue =
  | symbol
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** Plain values by input; an input that is not given, or null, is absent. */
export type GivenValues = ReadonlyMap<string, PlainValue>;

/**
 * What several inputs must satisfy together, in the two languages that need it: as a precondition of a module, and as a
 * check of plain values for the command line.
 */
export interface CrossRule {
  /** The input at which a finding is shown. */
  readonly at: string;
  /** HCL that is true for good values; `{input}` stands for a value. */
  readonly condition: string;
  /** Whether plain values break it; silent where only a plan can tell. */
  readonly isBroken: (given: GivenValues) => boolean;
  /** What is wrong: `{input}` becomes the value as JSON, `[input]` the elements of a list. */
  readonly message: string;
  /** How to fix it; with the same placeholders. */
  readonly fix: string;
}

type Both = Pick<CrossRule, "condition" | "isBroken">;

/** Two inputs of which at most one may be given. */
export const notBoth = (one: string, other: string): Both => ({
  condition: `{${one}} == null || {${other}} == null`,
  isBroken: (given) => given.has(one) && given.has(other),
});

/** Two lists of which at most one may have elements. */
export const notBothFilled = (one: string, other: string): Both => ({
  condition: `length({${one}}) == 0 || length({${other}}) == 0`,
  isBroken: (given) => isFilled(given.get(one)) && isFilled(given.get(other)),
});

/** A list or map that must be empty where another input is given. */
export const emptyWith = (input: string, collection: string): Both => ({
  condition: `{${input}} == null || length({${collection}}) == 0`,
  isBroken: (given) => {
    const value = given.get(collection);
    return given.has(input) && (isFilled(value) || keysOf(value).length > 0);
  },
});

/** A flag, false by default, that must be false where another input is given. */
export const falseWith = (input: string, flag: string): Both => ({
  condition: `{${input}} == null || !{${flag}}`,
  isBroken: (given) => given.has(input) && given.get(flag) === true,
});

/** Two texts that must not be longer together than `room`. @param usual length of the second where it is not given */
export const fitTogether = (
  one: string,
  other: string,
  { room, usual }: { readonly room: number; readonly usual: number },
): Both => ({
  condition: `length({${one}}) + length({${other}}) <= ${room}`,
  isBroken: (given) => {
    const [text, end = "x".repeat(usual)] = [given.get(one), given.get(other)];
    return typeof text === "string" && typeof end === "string" && text.length + end.length > room;
  },
});

/** A list and a map of which at least one must have elements. */
export const eitherFilled = (list: string, map: string): Both => ({
  condition: `length({${list}}) + length({${map}}) > 0`,
  isBroken: (given) =>
    isEmpty(given.get(list) ?? null) &&
    typeof given.get(map) !== "symbol" &&
    keysOf(given.get(map)).length === 0,
});

/** An input that may be given only while a flag, true by default, is true. */
export const onlyWith = (flag: string, input: string): Both => ({
  condition: `{${flag}} || {${input}} == null`,
  isBroken: (given) => given.get(flag) === false && given.has(input),
});

/** A list that must have elements where a flag, true by default, is false. */
export const filledUnless = (flag: string, list: string): Both => ({
  condition: `{${flag}} || length({${list}}) > 0`,
  isBroken: (given) => given.get(flag) === false && isEmpty(given.get(list) ?? []),
});

/** A value that must be in a list. */
export const isIn = (input: string, choice: string): Both => ({
  condition: `contains({${choice}}, {${input}})`,
  isBroken: (given) => {
    const [value, list] = [given.get(input), given.get(choice)];
    return typeof value !== "symbol" && Array.isArray(list) && !list.includes(value);
  },
});

/** Two texts that must differ. */
export const distinct = (one: string, other: string): Both => ({
  condition: `{${one}} != {${other}}`,
  isBroken: (given) => typeof given.get(one) === "string" && given.get(one) === given.get(other),
});

/** Two maps without a key in common. */
export const distinctKeys = (one: string, other: string): Both => ({
  condition: `length(setintersection(keys({${one}}), keys({${other}}))) == 0`,
  isBroken: (given) => {
    const others = keysOf(given.get(other));
    return keysOf(given.get(one)).some((key) => others.includes(key));
  },
});

const keysOf = (value: PlainValue | undefined): string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

const isEmpty = (value: PlainValue) => Array.isArray(value) && value.length === 0;

const isFilled = (value: PlainValue | undefined) => Array.isArray(value) && value.length > 0;

/** Placeholders in a rule's texts: `{input}`, `{input.attribute}` and `[input]`. */
export const PLACEHOLDER = /\{([\w.]+)\}|\[([\w.]+)\]/;

/**
 * Checks plain values.
 *
 * @returns what is wrong and how to fix it; undefined for good values
 */
export function checkTogether(
  { isBroken, message, fix }: CrossRule,
  given: GivenValues,
): { readonly message: string; readonly fix: string } | undefined {
  if (!isBroken(given)) return undefined;
  const put = (text: string) =>
    text.replaceAll(new RegExp(PLACEHOLDER, "g"), (_, single: string, list: string) =>
      single === undefined ? listed(given.get(list)) : shown(given.get(single)),
    );
  return { message: put(message), fix: put(fix) };
}

const shown = (value: PlainValue = null) =>
  typeof value === "symbol" ? UNKNOWN : JSON.stringify(value);

const listed = (value: PlainValue = null) =>
  Array.isArray(value) && value.every((each) => typeof each !== "symbol")
    ? value.join(", ")
    : UNKNOWN;

/** Stands for a value that only a plan can tell. */
const UNKNOWN = "…";
