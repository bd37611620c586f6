/** A value that only a plan or an apply knows. */
export const UNKNOWN = Symbol("unknown");

/** A value; any part may be {@link UNKNOWN}. */
export type Value =
  | typeof UNKNOWN
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Whether a value is fully known. */
export function isKnown(value: Value): value is Exclude<Value, typeof UNKNOWN> {
  if (value === UNKNOWN) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}
