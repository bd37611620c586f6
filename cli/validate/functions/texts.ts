import { UNKNOWN, type Value } from "../value";
import { withoutSpace } from "../value-text";
import {
  Refused,
  type TerraformFunction,
  isNumeric,
  list,
  number,
  ofKnown,
  text,
} from "./arguments";
import { lower, upper } from "./letters";
import { normal } from "./normal";
import { regex } from "./regex";

const ofTexts = (known: (...texts: readonly string[]) => Value): TerraformFunction =>
  ofKnown((...values) => known(...values.map(text)));

/** Between signs, too, where nothing is looked for. */
const replaced = (value: string, find: string, by: string): string =>
  find === "" ? ["", ...value, ""].join(by) : value.replaceAll(find, () => by);

function plainText(value: Value | undefined): string {
  if (Array.isArray(value)) throw new Refused("%s takes a text");
  return text(value);
}

function wholeText(value: Value | undefined): string {
  if (typeof value !== "object" && !isNumeric(value)) throw new Refused("%d takes a whole number");
  const known = number(value);
  if (!Number.isInteger(known)) throw new Refused("%d takes a whole number");
  return text(known);
}

const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  endswith: ofTexts((value, end) => value!.endsWith(end!)),
  format: ofKnown((pattern, ...values) => {
    const verbs = text(pattern).match(/%[^]?/g) ?? [];
    const taken = verbs.filter((verb) => verb !== "%%").length;
    // With a width, for one.
    if (verbs.some((verb) => !/^%[svd%]$/.test(verb)) || values.includes(null)) return UNKNOWN;
    if (taken !== values.length)
      throw new Refused(`it has place for ${taken} values, and is given ${values.length}`);
    let next = 0;
    return text(pattern).replace(/%(.)/g, (_, verb: string) => {
      if (verb === "%") return "%";
      const value = values[next++];
      return verb === "v" ? text(value) : verb === "d" ? wholeText(value) : plainText(value);
    });
  }),
  join: ofKnown((separator, ...lists) => {
    if (lists.length === 0) throw new Refused("it is given no list");
    if (lists.flatMap(list).includes(null)) throw new Refused("null can't be part of a text");
    return lists.flatMap(list).map(text).join(text(separator));
  }),
  lower: ofTexts((value) => lower(value!)),
  regex: ofKnown(regex),
  replace: ofTexts((value, find, by) =>
    /^\/.*\/$/s.test(find!) ? UNKNOWN : replaced(value!, find!, by!),
  ),
  split: ofTexts((separator, value) => (separator === "" ? [...value!] : value!.split(separator!))),
  startswith: ofTexts((value, start) => value!.startsWith(start!)),
  strcontains: ofTexts((value, part) => value!.includes(part!)),
  trimprefix: ofTexts((value, prefix) =>
    value!.startsWith(prefix!) ? value!.slice(prefix!.length) : value!,
  ),
  trimspace: ofTexts((value) => withoutSpace(value!)),
  trimsuffix: ofTexts((value, suffix) =>
    value!.endsWith(suffix!) ? value!.slice(0, value!.length - suffix!.length) : value!,
  ),
  upper: ofTexts((value) => upper(value!)),
};

/** What is put together of two texts may have another normal form than they. */
export const TEXTS: Readonly<Record<string, TerraformFunction>> = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, made]) => [name, (...args) => normal(made(...args))]),
);
