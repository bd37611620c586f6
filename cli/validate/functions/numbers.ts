import type { Value } from "../value";
import {
  Refused,
  type TerraformFunction,
  exact,
  isText,
  number,
  ofKnown,
  whole,
} from "./arguments";

const ofNumbers = (known: (...numbers: readonly number[]) => number): TerraformFunction =>
  ofKnown((...values) => {
    if (values.length === 0) throw new Refused("it is given no number");
    return exact(known(...values.map(number)));
  });

/** Up to the base 36, capitals are the same as small letters. */
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parsed(value: Value, base: number): number {
  if (base < 2 || base > 62) throw new Refused(`${base} is no base from 2 to 62`);
  if (!isText(value)) throw new TypeError("a text was expected");
  const [, sign, written] = /^([-+]?)([^]*)$/.exec(value)!;
  const digits = [...(base > 36 ? written! : written!.toLowerCase())].map((digit) =>
    DIGITS.indexOf(digit),
  );
  if (digits.length === 0 || digits.some((digit) => digit < 0 || digit >= base))
    throw new Refused(`"${value}" is no whole number of base ${base}`);
  const size = digits.reduce((sum, digit) => exact(sum * base + digit), 0);
  return sign === "-" && size > 0 ? -size : size;
}

export const NUMBERS: Readonly<Record<string, TerraformFunction>> = {
  abs: ofNumbers((value) => Math.abs(value!)),
  ceil: ofNumbers((value) => Math.ceil(value!)),
  floor: ofNumbers((value) => Math.floor(value!)),
  max: ofNumbers((...all) => Math.max(...all)),
  min: ofNumbers((...all) => Math.min(...all)),
  parseint: ofKnown((value, base) => parsed(value!, whole(base))),
};
