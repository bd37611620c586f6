import { numberIn } from "../numeral";
import { UNKNOWN, type Value, isKnown } from "../value";

/** A function's value for the values of its arguments. It throws where it has none. */
export type TerraformFunction = (...args: readonly Value[]) => Value;

/** What Terraform refuses itself, in words that go on from "fails: ". Any other error: there is no telling here. */
export class Refused extends Error {}

export const isText = (value: Value | undefined): value is string => typeof value === "string";

/** A text, or what becomes one. */
export function text(value: Value | undefined): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  throw new TypeError("a text was expected");
}

/** Terraform writes no exponents. */
function numberText(value: number): string {
  const written = String(value);
  if (!isExact(value)) throw new RangeError("a number that has no exact text here");
  return written;
}

/** How a text may write a number: `1p3` is 8, and `Inf` endless, as Go reads them. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEpP][-+]?\d+)?$|^[-+]?[iI]nf$/;

/** Whether a value is a number, or a text that becomes one where one is wanted. */
export const isNumeric = (value: unknown): value is number | string =>
  typeof value === "number" || (typeof value === "string" && NUMBER.test(value));

/** A number, or a text that is one. */
export function number(value: Value | undefined): number {
  if (typeof value === "string") return numberOfText(value);
  if (typeof value !== "number") throw new TypeError("a number was expected");
  return exact(value);
}

function numberOfText(value: string): number {
  if (!isNumeric(value)) throw new TypeError("a number was expected");
  // `+2`, `.5`, `5.`
  const plain = value
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.")
    .replace(/\.(?=$|e)/i, "");
  const known = numberIn(plain);
  if (known === undefined) throw new RangeError("a text that has no exact number here");
  return exact(known);
}

/** A number without a fraction. */
export function whole(value: Value | undefined): number {
  const known = number(value);
  if (!Number.isInteger(known)) throw new TypeError("a whole number was expected");
  return known;
}

/**
 * Whether a number is the same here as in Terraform, which counts in 512 bits: with fewer digits than make two texts one
 * number here. The negative 0 is none: Terraform writes it so.
 */
export const isExact = (value: number): boolean =>
  Number.isSafeInteger(value)
    ? !Object.is(value, -0)
    : /^-?(?=.{3,16}$)\d+\.\d+$/.test(String(value));

/** The number itself, where it is the same in Terraform. */
export function exact(value: number): number {
  if (!isExact(value)) throw new RangeError("a number that is not exact here");
  return value;
}

export function flag(value: Value | undefined): boolean {
  if (value === true || value === "true" || value === "1") return true;
  if (value === false || value === "false" || value === "0") return false;
  throw new TypeError("true or false was expected");
}

export function list(value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) throw new TypeError("a list was expected");
  return value;
}

export function map(value: Value | undefined): { readonly [key: string]: Value } {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("a map was expected");
  return value as { readonly [key: string]: Value };
}

/** A function that needs to know all of its arguments. */
export const ofKnown =
  (known: TerraformFunction): TerraformFunction =>
  (...args) =>
    args.every(isKnown) ? known(...args) : UNKNOWN;
