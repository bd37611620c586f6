import { byCodePoint } from "../value-order";
import { UNKNOWN, type Value, isKnown } from "../value";
import { isExact, isText, text } from "./arguments";
import { isSame } from "./equality";

/** Elements of one type, as those of a list are: beside a text, numbers and flags become texts. Null stays null. */
export function alike(values: readonly Value[]): readonly Value[] {
  const types = new Set(values.filter((each) => each !== null).map((each) => typeof each));
  if (types.size < 2 || types.has("symbol") || types.has("object")) return values;
  if (!types.has("string")) throw new TypeError("elements of one type were expected");
  return values.map((each) => (each === null ? null : text(each)));
}

/** Values of one type, each once, in their order; unknown where two may be the same. */
export function distinct(values: readonly Value[]): Value {
  const kept: Value[] = [];
  for (const value of values) {
    const found = kept.map((each) => isSame(each, value, true));
    if (found.includes(true)) continue;
    if (found.includes(undefined)) return UNKNOWN;
    kept.push(value);
  }
  return kept;
}

/**
 * What a set holds, in its order. With something in it that isn't known it stays as it is, so that a policy can be read
 * in part.
 */
export function inSet(values: readonly Value[]): Value {
  if (!values.every(isKnown)) return values;
  const kept = distinct(alike(values));
  if (!Array.isArray(kept) || kept.length < 2) return kept;
  // Terraform has an order for others, by what they hash to.
  return (kept as readonly Value[]).every(isOrdered)
    ? [...(kept as readonly (string | number | boolean)[])].sort(inOrder)
    : UNKNOWN;
}

const isOrdered = (value: Value) =>
  isText(value) || typeof value === "boolean" || (typeof value === "number" && isExact(value));

const inOrder = (a: string | number | boolean, b: string | number | boolean): number =>
  isText(a) && isText(b) ? byCodePoint(a, b) : Number(a) - Number(b);
