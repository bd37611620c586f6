/** Stands for a value that only a plan or an apply can tell. */
export const UNKNOWN = Symbol("unknown");

/** A value, in which any part may be {@link UNKNOWN}. */
export type Value =
  | typeof UNKNOWN
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Whether a value is known with all that it holds. */
export function isKnown(value: Value): value is Exclude<Value, typeof UNKNOWN> {
  if (value === UNKNOWN) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}
