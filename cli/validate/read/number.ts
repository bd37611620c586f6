import type { Literal } from "../model/expression";
import type { Range } from "../model/range";
import { numberIn } from "../numeral";

/** A number as it is written. */
export const numberOf = (text: string, range: Range): Literal => ({
  kind: "literal",
  value: Number(text),
  ...(numberIn(text) === undefined ? { isRounded: true } : {}),
  range,
});

/** What a key in brackets reads by, where that is written there: a text, or a whole number. */
export function stepIn(key: Literal): string | number | undefined {
  if (typeof key.value === "string") return key.value;
  return Number.isInteger(key.value) && key.isRounded !== true ? (key.value as number) : undefined;
}
