import { type Value, isKnown } from "../value";
import { isExact, isNumeric } from "./arguments";
import { isDocument } from "./encoded";

/**
 * Whether two values are equal to Terraform; undefined where that isn't known. A value here doesn't say whether it is a
 * list, a tuple or a set, a map or an object, which are never equal; nor whether the type of a variable made "1" of it.
 *
 * @param areAlike whether both are of one type, as the elements of a list are
 */
export function isSame(a: Value, b: Value, areAlike = false): boolean | undefined {
  if (!isKnown(a) || !isKnown(b)) return undefined;
  if (a === null || b === null) return a === b;
  if (isDocument(a) || isDocument(b)) return undefined;
  if (typeof a !== "object" || typeof b !== "object")
    return typeof a !== "object" && typeof b !== "object" ? isSamePrimitive(a, b) : false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return Array.isArray(a)
    ? isSameList(a as readonly Value[], b as readonly Value[], areAlike)
    : isSameObject(a as Entries, b as Entries, areAlike);
}

type Primitive = string | number | boolean;
type Entries = { readonly [key: string]: Value };

function isSamePrimitive(a: Primitive, b: Primitive): boolean | undefined {
  if (typeof a === "number" && typeof b === "number")
    return isExact(a) && isExact(b) ? a === b : undefined;
  if (typeof a === typeof b) return a === b;
  // Of two types; one may become the other's yet.
  const isOther = hasNumber(a) && hasNumber(b) ? Number(a) !== Number(b) : String(a) !== String(b);
  return isOther ? false : undefined;
}

/** Whether JavaScript, too, reads the number that is written. */
const hasNumber = (value: Primitive) =>
  typeof value === "number" || (isNumeric(value) && !Number.isNaN(Number(value)));

function isSameList(
  a: readonly Value[],
  b: readonly Value[],
  areAlike: boolean,
): boolean | undefined {
  const isIn = (items: readonly Value[]) => (item: Value) =>
    items.some((each) => isSame(each, item, areAlike) !== false);
  // Of sets, neither the order counts nor how often something is in them.
  if (!a.every(isIn(b)) || !b.every(isIn(a))) return false;
  const isAll = a.length === b.length && a.every((item, at) => isSame(item, b[at]!, areAlike));
  return isAll && areAlike ? true : undefined;
}

function isSameObject(a: Entries, b: Entries, areAlike: boolean): boolean | undefined {
  const names = Object.keys(a).filter((name) => Object.hasOwn(b, name));
  const inner = names.map((name) => isSame(a[name]!, b[name]!, areAlike));
  if (inner.includes(false)) return false;
  // What one of them lacks may be an optional attribute.
  const isAll =
    names.length === Object.keys(a).length &&
    names.length === Object.keys(b).length &&
    inner.every((each) => each === true);
  return isAll && areAlike ? true : undefined;
}
