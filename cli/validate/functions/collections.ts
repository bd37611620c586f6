import { added } from "../arithmetic";
import { UNKNOWN, type Value, isKnown } from "../value";
import { inKeyOrder } from "../key-order";
import { byCodePoint } from "../value-order";
import {
  Refused,
  type TerraformFunction,
  flag,
  isNumeric,
  isText,
  list,
  map,
  number,
  ofKnown,
  text,
  whole,
} from "./arguments";
import { alike, distinct } from "./elements";
import { isDocument } from "./encoded";
import { isSame } from "./equality";
import { lettersIn } from "./letters";

const flattened = (values: readonly Value[]): Value[] =>
  values.flatMap((each) => (Array.isArray(each) ? flattened(each as readonly Value[]) : [each]));

function sliced(values: readonly Value[], from: number, to: number): readonly Value[] {
  if (from < 0) throw new Refused(`it can't begin at ${from}`);
  if (to > values.length) throw new Refused(`${to} is beyond its ${values.length} elements`);
  if (from > to) throw new Refused(`it can't begin at ${from}, behind its end`);
  return values.slice(from, to);
}

const isSet = (value: Value) => value !== null && value !== "";

export const COLLECTIONS: Readonly<Record<string, TerraformFunction>> = {
  alltrue: ofKnown((values) => list(values).every((each) => each !== null && flag(each))),
  anytrue: ofKnown((values) => list(values).some((each) => each !== null && flag(each))),
  coalesce: (...values) => {
    const first = values.find(isSet);
    if (first === undefined) throw new Refused("nothing in it is set");
    // Of values of several types, one becomes the other's.
    const known = values.filter((each) => each !== null && isKnown(each));
    return new Set(known.map((each) => typeof each)).size === 1 ? first : UNKNOWN;
  },
  coalescelist: ofKnown((...lists) => {
    const first = lists.find((each) => each !== null && list(each).length > 0);
    if (first === undefined) throw new Refused("all of them are empty");
    return first;
  }),
  compact: ofKnown((value) => list(value).filter(isSet).map(text)),
  concat: (...lists) => lists.flatMap((each) => (each === UNKNOWN ? [UNKNOWN] : list(each))),
  contains: ofKnown((values, item) => {
    const found = list(values).map((each) => isSame(each, item!));
    return found.includes(true) || (found.includes(undefined) ? UNKNOWN : false);
  }),
  distinct: ofKnown((value) => distinct(alike(list(value)))),
  element: ofKnown((values, index) => {
    if (list(values).length === 0) throw new Refused("the list is empty");
    const at = whole(index) % list(values).length;
    // The last of a list; of a tuple, Terraform 1.11 has none.
    return at < 0 ? UNKNOWN : list(values)[at]!;
  }),
  flatten: (value) => flattened(list(value)),
  index: ofKnown((values, item) => {
    const found = list(values).map((each) => isSame(each, item!));
    const at = found.findIndex((each) => each !== false);
    if (at === -1) throw new Refused("it is not in the list");
    return found[at] === true ? at : UNKNOWN;
  }),
  keys: (value) => Object.keys(map(value)).sort(byCodePoint),
  length: (value) => {
    if (isText(value)) return lettersIn(value);
    if (typeof value !== "object" || value === null || isDocument(value)) return UNKNOWN;
    return Object.keys(value).length;
  },
  lookup: (value, key, otherwise) => {
    if (Object.hasOwn(map(value), text(key))) return map(value)[text(key)]!;
    if (otherwise === undefined) throw new Refused(`there is no "${text(key)}" in it`);
    return otherwise;
  },
  merge: (...maps) =>
    maps.includes(UNKNOWN)
      ? UNKNOWN
      : Object.fromEntries(
          maps.filter((each) => each !== null).flatMap((each) => Object.entries(map(each))),
        ),
  one: (value) => {
    const [only = null, ...others] = list(value);
    if (others.length > 0) throw new Refused("there is more than one in it");
    return only;
  },
  slice: ofKnown((values, from, to) => sliced(list(values), whole(from), whole(to))),
  try: (...values) => (isKnown(values[0] ?? UNKNOWN) ? values[0]! : UNKNOWN),
  sum: ofKnown((values) => {
    if (list(values).length === 0) throw new Refused("the list is empty");
    if (!list(values).every(isNumeric))
      throw new Refused("there are other things than numbers in it");
    const numbers = list(values).map(number);
    // Of fractions the sum here may be another one: their ends are lost.
    if (numbers.length > 1 && !numbers.every(Number.isInteger)) return UNKNOWN;
    return numbers.reduce((sum, each) => added(sum, each));
  }),
  values: (value) => inKeyOrder(Object.entries(map(value))).map(([, item]) => item),
  zipmap: ofKnown((keys, values) => {
    const [names, items] = [list(keys), list(values)];
    if (names.length !== items.length)
      throw new Refused(`there are ${names.length} keys for ${items.length} values`);
    if (names.includes(null)) throw new Refused("null can't be a key");
    return Object.fromEntries(names.map((name, at) => [text(name), items[at]!]));
  }),
};
