import type { Literal } from "../model/expression";

/** What a key in brackets reads by, where that is written there: a text, or a whole number. */
export function stepIn(key: Literal): string | number | undefined {
  if (typeof key.value === "string") return key.value;
  return Number.isInteger(key.value) ? (key.value as number) : undefined;
}
