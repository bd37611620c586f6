import type { StringMap } from "../hcl";
import { quote } from "../hcl/quote";

/**
 * One rule of an input, in the two languages that need it: as a Terraform condition for the module's `validation` block,
 * and as a check of a plain value for the command line and for constructs with plain props.
 */
export interface Rule {
  /** HCL that is true for a good value. @param ref the value's reference, e.g. `var.subnetIds` */
  readonly condition: (ref: string) => string;
  /** HCL for what `{bad}` in the message stands for: a string. */
  readonly offending: (ref: string) => string;
  /** What is wrong and how to fix it; `{bad}` becomes the offending value or elements. */
  readonly message: string;
  /** @returns what is wrong with a plain value, as `{bad}` reads it; `undefined` for a good one. */
  readonly check: (value: unknown) => string | undefined;
  /** JSON schema keywords that say the same, for editors. @default - none say it */
  readonly schema?: object;
}

const withSchema = (schema: object, rule: Rule): Rule => ({ ...rule, schema });

/** HCL for a value as JSON. Terraform's JSON escapes these three signs, which makes them unreadable. */
const shown = (ref: string) =>
  Object.entries({ "<": "003c", ">": "003e", "&": "0026" }).reduce(
    (json, [sign, code]) => `replace(${json}, "\\\\u${code}", "${sign}")`,
    `jsonencode(${ref})`,
  );

function onValue(
  message: string,
  condition: (ref: string) => string,
  good: (value: unknown) => boolean,
): Rule {
  return {
    message,
    condition,
    offending: shown,
    check: (value) => (good(value) ? undefined : JSON.stringify(value)),
  };
}

/** @param bad HCL that is true for a bad element `v` */
function onElements(
  message: string,
  collection: (ref: string) => string,
  bad: string,
  good: (element: string) => boolean,
  elements: (value: unknown) => readonly string[],
): Rule {
  const badOnes = (ref: string) => `[for v in ${collection(ref)} : v if ${bad}]`;
  return {
    message,
    condition: (ref) => `length(${badOnes(ref)}) == 0`,
    offending: (ref) => `join(", ", [for v in ${badOnes(ref)} : ${shown("v")}])`,
    check: (value) => listed(elements(value).filter((element) => !good(element))),
  };
}

const listed = (values: readonly string[]) =>
  values.length === 0 ? undefined : values.map((value) => JSON.stringify(value)).join(", ");
const asList = (value: unknown) => value as readonly string[];
const same = (ref: string) => ref;
const hclList = (values: readonly (string | number)[]) =>
  `[${values.map((value) => (typeof value === "string" ? quote(value) : value)).join(", ")}]`;
const isMatch = (pattern: string, ref: string) => `can(regex(${quote(pattern)}, ${ref}))`;

/** A string that matches a pattern, which must mean the same in RE2 and in JavaScript. */
export const matches = (pattern: string, message: string) =>
  withSchema(
    { pattern },
    onValue(
      message,
      (ref) => isMatch(pattern, ref),
      (value) => new RegExp(pattern, "u").test(String(value)),
    ),
  );

/** A string that does not match a pattern. */
export const lacks = (pattern: string, message: string) =>
  onValue(
    message,
    (ref) => `!${isMatch(pattern, ref)}`,
    (value) => !new RegExp(pattern, "u").test(String(value)),
  );

/** A string of at least `min` and at most `max` characters. */
export const lengthBetween = (min: number, max: number, message: string) =>
  withSchema(
    { minLength: min, maxLength: max },
    onValue(
      message,
      (ref) => `length(${ref}) >= ${min} && length(${ref}) <= ${max}`,
      (value) => [...String(value)].length >= min && [...String(value)].length <= max,
    ),
  );

/** A string or number out of a fixed choice. */
export const oneOf = (choice: readonly (string | number)[], message: string) =>
  withSchema(
    { enum: choice },
    onValue(
      message,
      (ref) => `contains(${hclList(choice)}, ${ref})`,
      (value) => choice.includes(value as string | number),
    ),
  );

/** A whole number of at least `min`. */
export const integerFrom = (min: number, message: string) =>
  withSchema(
    { type: "integer", minimum: min },
    onValue(
      message,
      (ref) => `floor(${ref}) == ${ref} && ${ref} >= ${min}`,
      (value) => Number.isInteger(value) && Number(value) >= min,
    ),
  );

/** A whole number of at least `min` and at most `max`. */
export const integerBetween = (min: number, max: number, message: string) =>
  withSchema(
    { type: "integer", minimum: min, maximum: max },
    onValue(
      message,
      (ref) => `floor(${ref}) == ${ref} && ${ref} >= ${min} && ${ref} <= ${max}`,
      (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    ),
  );

/** A list of at least `min` and at most `max` elements. */
export const countBetween = (min: number, max: number, message: string): Rule => ({
  message,
  schema: { minItems: min, maxItems: max },
  condition: (ref) => `length(${ref}) >= ${min} && length(${ref}) <= ${max}`,
  offending: (ref) => `tostring(length(${ref}))`,
  check: (value) => {
    const { length } = asList(value);
    return length >= min && length <= max ? undefined : String(length);
  },
});

/** A list without repetitions. */
export const unique = (message: string): Rule => {
  const repeated = (ref: string) =>
    `distinct([for v in ${ref} : v if length([for w in ${ref} : w if w == v]) > 1])`;
  return {
    message,
    schema: { uniqueItems: true },
    condition: (ref) => `length(distinct(${ref})) == length(${ref})`,
    offending: (ref) => `join(", ", [for v in ${repeated(ref)} : ${shown("v")}])`,
    check: (value) =>
      listed([...new Set(asList(value).filter((v, index, all) => all.indexOf(v) !== index))]),
  };
};

/** A list whose elements all match a pattern. */
export const everyMatches = (pattern: string, message: string) =>
  withSchema(
    { items: { pattern } },
    onElements(
      message,
      same,
      `!${isMatch(pattern, "v")}`,
      (element) => new RegExp(pattern, "u").test(element),
      asList,
    ),
  );

/** A list whose elements are numbers, or ranges of them such as `5432-5439`, none of which runs backwards. */
export const rangesAscend = (message: string) =>
  onElements(
    message,
    same,
    `try(tonumber(split("-", v)[0]) > tonumber(split("-", v)[1]), false)`,
    (element) => !(Number(element.split("-")[0]) > Number(element.split("-")[1])),
    asList,
  );

/** A list whose elements all come from a fixed choice. */
export const everyOneOf = (choice: readonly string[], message: string) =>
  withSchema(
    { items: { enum: choice } },
    onElements(
      message,
      same,
      `!contains(${hclList(choice)}, v)`,
      (element) => choice.includes(element),
      asList,
    ),
  );

/** A map whose keys all match a pattern. */
export const keysMatch = (pattern: string, message: string) =>
  withSchema(
    { propertyNames: { pattern } },
    onElements(
      message,
      (ref) => `keys(${ref})`,
      `!${isMatch(pattern, "v")}`,
      (element) => new RegExp(pattern, "u").test(element),
      (value) => Object.keys(value as object),
    ),
  );

/** A map whose keys all lack a pattern. */
export const keysLack = (pattern: string, message: string) =>
  onElements(
    message,
    (ref) => `keys(${ref})`,
    isMatch(pattern, "v"),
    (element) => !new RegExp(pattern, "u").test(element),
    (value) => Object.keys(value as object),
  );

/** @param bad HCL that is true for a bad value `v` */
function onMapValues(message: string, bad: string, good: (value: string) => boolean): Rule {
  const badKeys = (ref: string) => `[for k, v in ${ref} : k if ${bad}]`;
  return {
    message,
    condition: (ref) => `length(${badKeys(ref)}) == 0`,
    offending: (ref) => `join(", ", [for k in ${badKeys(ref)} : ${shown("k")}])`,
    check: (value) =>
      listed(
        Object.entries(value as StringMap)
          .filter(([, item]) => !good(item))
          .map(([key]) => key),
      ),
  };
}

/** A map whose values all match a pattern; `{bad}` lists the keys. */
export const valuesMatch = (pattern: string, message: string) =>
  onMapValues(message, `!${isMatch(pattern, "v")}`, (value) =>
    new RegExp(pattern, "u").test(value),
  );

/** A map whose values all lack a pattern; `{bad}` lists the keys, so that no value is shown. */
export const valuesLack = (pattern: string, message: string) =>
  onMapValues(message, isMatch(pattern, "v"), (value) => !new RegExp(pattern, "u").test(value));

/**
 * A list of maps without bad ones.
 *
 * @param bad HCL that is true for a bad map `v`
 */
export const everyMap = (message: string, bad: string, good: (map: StringMap) => boolean): Rule => {
  const badOnes = (ref: string) => `[for v in ${ref} : v if ${bad}]`;
  return {
    message,
    condition: (ref) => `length(${badOnes(ref)}) == 0`,
    offending: (ref) => `join(", ", [for v in ${badOnes(ref)} : ${shown("v")}])`,
    check: (value) => {
      const wrong = (value as readonly StringMap[]).filter((map) => !good(map));
      return wrong.length === 0 ? undefined : wrong.map((map) => JSON.stringify(map)).join(", ");
    },
  };
};

/** A list of maps with no other keys than these, whose values match the key's pattern. */
export const everyMapHas = (patterns: StringMap, message: string): Rule => {
  const known = Object.entries(patterns).map(([key, pattern]) => `${key} = ${quote(pattern)}`);
  const pattern = `lookup({ ${known.join(", ")} }, k, ${quote(NOTHING)})`;
  return everyMap(message, `!alltrue([for k, w in v : can(regex(${pattern}, w))])`, (map) =>
    Object.entries(map).every(([key, value]) =>
      new RegExp(patterns[key] ?? NOTHING, "u").test(value),
    ),
  );
};

/** Matches no text. */
const NOTHING = "[^\\s\\S]";

/** A map of at most `max` entries. */
export const entriesUpTo = (max: number, message: string): Rule => ({
  message,
  condition: (ref) => `length(${ref}) <= ${max}`,
  offending: (ref) => `tostring(length(${ref}))`,
  check: (value) => {
    const { length } = Object.keys(value as object);
    return length <= max ? undefined : String(length);
  },
});
