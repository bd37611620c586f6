import {
  type Attribute,
  type Block,
  type Body,
  bodiesOf,
  nestedBlocks,
} from "../model/configuration";
import type { Expression } from "../model/expression";
import { type Context, PLAIN, contextOf, withNames } from "./context";
import { expressionsOf } from "./dynamic";
import { type Placed, everyPlaced, isJson, typedBlocksOf, withoutMeta } from "./placed";
import type { SchemaKind } from "./kept-types";
import { KINDS, type Scope } from "./scope";
import { ANYTHING, type Shape } from "./shape";

/** An expression with what it may refer to. */
export interface Site {
  readonly value: Expression;
  readonly context: Context;
  /** Whether Terraform evaluates it at the plan only: what is wrong in it is a warning. */
  readonly isLater?: boolean;
}

/** What holds addresses, types or words instead of values. */
const NO_VALUES: Readonly<Record<string, ReadonlySet<string>>> = {
  variable: new Set([
    "type",
    "default",
    "description",
    "sensitive",
    "nullable",
    "ephemeral",
    "deprecated",
  ]),
  output: new Set(["description", "sensitive", "ephemeral", "depends_on", "deprecated"]),
  module: new Set(["source", "version", "providers", "depends_on"]),
  resource: new Set(["depends_on", "provider"]),
  data: new Set(["depends_on", "provider"]),
  ephemeral: new Set(["depends_on", "provider"]),
  provider: new Set(["alias", "version"]),
  check: new Set(),
  locals: new Set(),
};

/** Every expression of a module that Terraform evaluates. */
export function* sitesOf(scope: Scope): Generator<Site> {
  const typedBlocks = new Map(typedBlocksOf(scope).map((each) => [each.block, each]));
  const visit = function* (block: Block): Generator<Site> {
    const { type, body } = block;
    const skipped = NO_VALUES[type];
    if (skipped === undefined) return;
    const context = contextOf(block);
    const placed = typedBlocks.get(block)?.placed;
    if (KINDS.includes(type as SchemaKind) || type === "provider") {
      yield* metaSites(block, context);
      if (placed !== undefined) yield* placedSites(placed, context);
      else yield* genericSites(withoutMeta(block.type as SchemaKind, block.body), context);
      return;
    }
    if (type === "check") {
      for (const data of body.blocks.filter((each) => each.type === "data")) yield* visit(data);
      for (const { name, value } of conditions(body, "assert"))
        yield { value, context, isLater: name === "condition" };
      return;
    }
    for (const attribute of body.attributes.values()) {
      const isConditions =
        /^(validation|precondition)$/.test(attribute.name) && isJson(attribute.nameRange);
      if (isConditions || skipped.has(attribute.name)) continue;
      // A module's count can't refer to its own instances.
      yield { value: attribute.value, context: isRepeated(attribute) ? PLAIN : context };
    }
    // A validation's message that can't be evaluated is taken in JSON as it is written.
    for (const validation of nestedBlocks(body, "validation"))
      for (const { name, nameRange, value } of validation.attributes.values())
        yield { value, context, isLater: name === "error_message" && isJson(nameRange) };
    yield* inConditions(body, "precondition", context);
  };
  for (const block of scope.module.blocks) yield* visit(block);
}

const isRepeated = ({ name }: Attribute) => name === "count" || name === "for_each";

function* metaSites(block: Block, context: Context): Generator<Site> {
  for (const attribute of block.body.attributes.values())
    if (isRepeated(attribute)) yield { value: attribute.value, context: PLAIN };
  for (const lifecycle of nestedBlocks(block.body, "lifecycle")) {
    yield* inConditions(lifecycle, "precondition", context);
    yield* inConditions(lifecycle, "postcondition", { ...context, self: block });
  }
  for (const { type, body } of block.body.blocks)
    if (type === "provisioner" || type === "connection")
      yield* genericSites(
        {
          ...body,
          attributes: new Map(
            [...body.attributes].filter(([name]) => !/^(when|on_failure)$/.test(name)),
          ),
        },
        { ...context, self: block },
      );
}

function* inConditions(body: Body, name: string, context: Context): Generator<Site> {
  for (const { value } of conditions(body, name)) yield { value, context };
}

/** Conditions and messages of the blocks of a name. */
const conditions = (body: Body, name: string): Attribute[] =>
  nestedBlocks(body, name).flatMap((each) => [...each.attributes.values()]);

function* placedSites(root: Placed, outer: Context): Generator<Site> {
  for (const placed of everyPlaced(root)) {
    const context = placedContext(placed, outer);
    for (const { attribute } of placed.attributes) yield { value: attribute.value, context };
    for (const value of placed.dynamics.flatMap(expressionsOf)) yield { value, context };
    for (const { wrong } of placed.blocks) if (wrong !== undefined) yield { value: wrong, context };
  }
}

/** The context of a nested body: with the iterators of the `dynamic` blocks around it. */
export const placedContext = (placed: Placed, outer: Context): Context =>
  withNames(
    outer,
    placed.names.map((name) => [name, iterator]),
  );

const iterator: Shape = {
  kind: "object",
  attributes: new Map([
    ["key", ANYTHING],
    ["value", ANYTHING],
  ]),
};

/** The expressions of a block without a schema. */
function* genericSites(body: Body, context: Context): Generator<Site> {
  for (const { name, value, nameRange } of body.attributes.values()) {
    // In JSON, blocks that repeat may hide in any object of a type that isn't known.
    if (isJson(nameRange) && (name === "dynamic" || bodiesOf(value).length > 0)) continue;
    yield { value, context };
  }
  for (const block of body.blocks) {
    if (block.type !== "dynamic") {
      yield* genericSites(block.body, context);
      continue;
    }
    const forEach = block.body.attributes.get("for_each");
    if (forEach !== undefined) yield { value: forEach.value, context };
    const named = block.body.attributes.get("iterator")?.value;
    const name = named?.kind === "reference" ? named.root : (block.labels[0] ?? "");
    for (const content of nestedBlocks(block.body, "content"))
      yield* genericSites(content, withNames(context, [[name, iterator]]));
  }
}
