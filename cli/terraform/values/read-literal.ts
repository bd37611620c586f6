import { readVariableFile } from "../variable-file";
import { evaluateStandalone } from "./evaluate";
import { type Value, isKnown } from "./value";

/**
 * Reads a literal value in HCL, such as `["a", "b"]` or `{ a = "b" }`.
 *
 * @returns undefined for a syntax error, or an expression that is not a literal
 */
export async function readLiteral(text: string): Promise<Value | undefined> {
  const { values, problems } = await readVariableFile(
    "literal.tfvars",
    Buffer.from(`literal = ${text}\n`),
    { isRequested: true },
  );
  const literal = values.get("literal");
  if (literal === undefined || values.size !== 1 || problems.length > 0) return undefined;
  const value = evaluateStandalone(literal.value);
  return isKnown(value) ? value : undefined;
}
