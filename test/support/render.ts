import { TerraformLocal, Testing } from "cdktf";
import type { Construct } from "constructs";
import { ReadableStack } from "../../lib/readable-stack";

class TestStack extends ReadableStack {}

/** Terraform JSON, loosely: what tests look into. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads deep into JSON of any shape, and its assertions are the check
export type Json = any;

/** What a stack with these constructs becomes. */
export function synthesized(build: (stack: Construct) => void): Json {
  const stack = new TestStack(Testing.app(), "test");
  build(stack);
  return stack.toTerraform();
}

/** What Terraform gets to read for a value. */
export const render = (value: unknown): Json =>
  synthesized((stack) => new TerraformLocal(stack, "value", value)).locals.value;

/** Every text in a value, with the path to it: keys with dots between. */
export function texts(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => texts(part, path ? `${path}.${key}` : key));
}

/** Every key in a value, however deep. */
export function keys(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keys)];
}
