import { numberIn } from "../numeral";
import { type Value, unshown } from "../value";
import { Refused, type TerraformFunction, flag, number, ofKnown, text } from "./arguments";
import { alike, inSet } from "./elements";
import { ENCODED, isDocument } from "./encoded";
import { normal } from "./normal";

/** What is the same wherever an argument came from. */
const unchanged: TerraformFunction = (value) => value ?? null;

const decoded: TerraformFunction = (value) => {
  if (value !== undefined && isDocument(value)) return value[ENCODED];
  const written = text(value);
  const json = parsed(written);
  if (numbersIn(written).some((each) => numberIn(each) === undefined))
    throw new RangeError("a number that is not exact here");
  return normal(json);
};

function parsed(written: string): Value {
  try {
    return JSON.parse(written) as Value;
  } catch {
    throw new Refused("the text is not JSON");
  }
}

/** The numbers of a document, as they are written. */
const numbersIn = (json: string): string[] =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/[-+.\w]*\d[-+.\w]*/g) ?? [];

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
  sensitive: (value) => unshown(value!),
  nonsensitive: unchanged,
  ephemeralasnull: () => null,
  toset: (value) => (Array.isArray(value) ? inSet(value as readonly Value[]) : value!),
  tolist: (value) => (Array.isArray(value) ? alike(value as readonly Value[]) : value!),
  tomap: (value) => (isObject(value!) ? mapOf(value) : value!),
  tostring: ofKnown((value) => (value === null ? null : text(value))),
  tonumber: ofKnown((value) => (value === null ? null : number(value))),
  tobool: ofKnown((value) => (value === null ? null : flag(value))),
};
