import type { Value } from "../value";
import { inKeyOrder } from "../key-order";
import { text } from "./arguments";

/** The key under which an encoded document keeps its value: one that no configuration can hold. */
export const ENCODED = "\u0000json";

/** Whether a value stands for the text of a document. */
export const isDocument = (value: Value): value is { readonly [ENCODED]: Value } =>
  typeof value === "object" && value !== null && ENCODED in value;

/** The text that Terraform makes of a known value; undefined where a number in it has no exact one here. */
export function jsonText(value: Value): string | undefined {
  try {
    return written(value);
  } catch {
    return undefined;
  }
}

/** Keys stand in order, and signs that HTML knows are escaped. */
function written(value: Value): string {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(written).join(",")}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "number" ? text(value) : escaped(JSON.stringify(value));
  const entries = inKeyOrder(Object.entries(value));
  return `{${entries.map(([key, inner]) => `${escaped(JSON.stringify(key))}:${written(inner)}`).join(",")}}`;
}

const escaped = (json: string) =>
  json.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
