import type { Value } from "../value";
import { textValue } from "../value-text";

/** A value in which every text, and every name, is as Terraform holds it. */
export function normal(value: Value): Value {
  if (typeof value === "string") return textValue(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map(normal);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [textValue(key), normal(each as Value)]),
  );
}
