import type { Value } from "../value";
import { Refused, type TerraformFunction, flag, number, ofKnown, text } from "./arguments";
import { ENCODED } from "./encoded";

/** What is the same wherever an argument came from. */
const unchanged: TerraformFunction = (value) => value ?? null;

const decoded: TerraformFunction = (value) => {
  if (typeof value === "object" && value !== null && ENCODED in value)
    return (value as { [key: string]: Value })[ENCODED]!;
  const written = text(value);
  try {
    return JSON.parse(written) as Value;
  } catch {
    throw new Refused("the text is not JSON");
  }
};

/** From one type or form to another. */
export const CONVERSIONS: Readonly<Record<string, TerraformFunction>> = {
  // Documents keep what they hold, known or not, so that a policy can be read in part.
  jsonencode: (value) => ({ [ENCODED]: value ?? null }) as Value,
  jsondecode: decoded,
  sensitive: unchanged,
  nonsensitive: unchanged,
  ephemeralasnull: () => null,
  toset: unchanged,
  tolist: unchanged,
  tomap: unchanged,
  tostring: ofKnown((value) => (value === null ? null : text(value))),
  tonumber: ofKnown((value) => (value === null ? null : number(value))),
  tobool: ofKnown((value) => (value === null ? null : flag(value))),
};
