import type { Block, Body } from "../model/configuration";
import type { Call, Expression, ObjectValue } from "../model/expression";
import type { Range } from "../model/range";

/** A value at the end of a path of attributes, blocks and keys. */
export interface Place {
  /** `container_definitions.environment.APONO_TOKEN` */
  readonly path: readonly string[];
  /** What the value is called: by the last part of the path, or by the name of its pair. */
  readonly name: string;
  readonly value: Expression;
  readonly range: Range;
}

/** Functions that make a value of what is written out in their arguments: from which argument on, and to which. */
const BUILDING: Readonly<Record<string, readonly [from: number, to?: number]>> = {
  base64encode: [0],
  chomp: [0],
  coalesce: [0],
  concat: [0],
  flatten: [0],
  format: [1],
  join: [1],
  jsonencode: [0],
  lower: [0],
  merge: [0],
  nonsensitive: [0],
  replace: [0, 1],
  sensitive: [0],
  tolist: [0],
  tomap: [0],
  tostring: [0],
  trimspace: [0],
  try: [0],
  upper: [0],
  yamlencode: [0],
};

/** The arguments that a call makes its value of; undefined where the function does something else. */
export function builtOf({ name, args }: Call): readonly Expression[] | undefined {
  const range = BUILDING[name];
  return range === undefined ? undefined : args.slice(...range);
}

/** Every value in a block, with what it is called. */
export const placesIn = ({ body }: Block): Place[] => [...inBody(body, [])];

function* inBody(body: Body, path: readonly string[]): Generator<Place> {
  const pair = pairOf(
    body.attributes.get("name")?.value ?? body.attributes.get("key")?.value,
    body.attributes.get("value")?.value,
  );
  for (const { name, value } of body.attributes.values()) {
    const called = pair?.value === value ? pair.name : name;
    // A whole resource with a name and a value (`aws_ssm_parameter`) is better spoken of by its argument.
    yield* inValue(value, [...path, path.length === 0 ? name : called], called);
  }
  for (const block of body.blocks) {
    // The content of a dynamic block is called as the block that it makes.
    const name = block.type === "dynamic" ? (block.labels[0] ?? block.type) : block.type;
    yield* inBody(block.body, block.type === "content" ? path : [...path, name]);
  }
}

/** The values in an expression; one that is none of its parts is a place itself. */
export function* inValue(
  value: Expression,
  path: readonly string[],
  name = path.at(-1) ?? "",
): Generator<Place> {
  switch (value.kind) {
    case "list":
      for (const item of value.items) yield* inValue(item, path, name);
      return;
    case "object":
      yield* inObject(value, path);
      return;
    case "conditional":
      yield* inValue(value.then, path, name);
      yield* inValue(value.otherwise, path, name);
      return;
    case "for":
      for (const result of value.results) yield* inValue(result, path, name);
      return;
    case "call": {
      const parts = builtOf(value);
      if (parts === undefined) break;
      for (const part of parts) yield* inValue(part, path, name);
      return;
    }
  }
  yield { path, name, value, range: value.range };
}

function* inObject({ entries }: ObjectValue, path: readonly string[]): Generator<Place> {
  const named = (name: string) =>
    entries.find(({ key }) => key.kind === "literal" && key.value === name)?.value;
  const pair = pairOf(named("name") ?? named("key"), named("value"));
  for (const { key, value } of entries)
    yield* inValue(
      value,
      pair?.value === value
        ? [...path, pair.name]
        : [...path, key.kind === "literal" ? String(key.value) : "…"],
    );
}

/** `name = "APONO_TOKEN"` beside `value = …`, as environments of containers and values of charts are written. */
const pairOf = (name: Expression | undefined, value: Expression | undefined) =>
  name?.kind === "literal" && typeof name.value === "string" && value !== undefined
    ? { name: name.value, value }
    : undefined;
