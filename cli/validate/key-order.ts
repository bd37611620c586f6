import { byCodePoint } from "./value-order";

/** Keys and values in the order in which Terraform goes through a map or an object, whatever order they are written in. */
export const inKeyOrder = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...entries].sort(([a], [b]) => byCodePoint(a, b));
