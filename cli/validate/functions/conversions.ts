import type { Value } from "../value";
import { Refused, type TerraformFunction, exact, flag, number, ofKnown, text } from "./arguments";
import { alike, inSet } from "./elements";
import { ENCODED } from "./encoded";
import { normal } from "./normal";

/** What is the same wherever an argument came from. */
const unchanged: TerraformFunction = (value) => value ?? null;

const decoded: TerraformFunction = (value) => {
  if (typeof value === "object" && value !== null && ENCODED in value)
    return (value as { [key: string]: Value })[ENCODED]!;
  const written = text(value);
  const read = parsed(written);
  requireExact(written, read);
  return normal(read);
};

function parsed(written: string): Value {
  try {
    return JSON.parse(written) as Value;
  } catch {
    throw new Refused("the text is not JSON");
  }
}

/** Numbers with more digits than are kept here are other ones in Terraform. */
function requireExact(written: string, read: Value): void {
  const outside = written.replace(/"(?:\\.|[^"\\])*"/g, "");
  if (/[\d.]{17}/.test(outside)) throw new RangeError("a number that is not exact here");
  for (const each of numbersIn(read)) exact(each);
}

const numbersIn = (value: Value): number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((each) => numbersIn(each as Value))
    : [];
};

type Entries = { readonly [key: string]: Value };

const isObject = (value: Value): value is Entries =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function mapOf(value: Entries): Value {
  const values = alike(Object.values(value));
  return Object.fromEntries(Object.keys(value).map((key, at) => [key, values[at]!]));
}

/** From one type or form to another. */
export const CONVERSIONS: Readonly<Record<string, TerraformFunction>> = {
  // Documents keep what they hold, known or not, so that a policy can be read in part.
  jsonencode: (value) => ({ [ENCODED]: value ?? null }) as Value,
  jsondecode: decoded,
  sensitive: unchanged,
  nonsensitive: unchanged,
  ephemeralasnull: () => null,
  toset: (value) => (Array.isArray(value) ? inSet(value as readonly Value[]) : value!),
  tolist: (value) => (Array.isArray(value) ? alike(value as readonly Value[]) : value!),
  tomap: (value) => (isObject(value!) ? mapOf(value) : value!),
  tostring: ofKnown((value) => (value === null ? null : text(value))),
  tonumber: ofKnown((value) => (value === null ? null : number(value))),
  tobool: ofKnown((value) => (value === null ? null : flag(value))),
};
