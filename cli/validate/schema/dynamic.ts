import { type Attribute, type Body, bodiesOf } from "../model/configuration";
import type { Expression } from "../model/expression";
import type { Range } from "../model/range";
import { familyOf } from "./misfit";
import type { Shape } from "./shape";

/** A `dynamic` block. https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
export interface Dynamic {
  /** The type of the blocks that it makes. */
  readonly name: string;
  readonly range: Range;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** What each of the blocks has in it; one, where nothing is wrong. */
  readonly contents: readonly Body[];
  /** The name that the element has in it. */
  readonly iterator: string;
}

/** Reads one. */
export function dynamicOf(name: string, body: Body, range: Range): Dynamic {
  const { attributes, blocks } = body;
  const inJson = attributes.get("content");
  const iterator = attributes.get("iterator")?.value;
  const named = iterator?.kind === "literal" ? String(iterator.value) : undefined;
  return {
    name,
    range,
    attributes: new Map([...attributes].filter(([each]) => each !== "content")),
    contents: [
      ...blocks.filter(({ type }) => type === "content").map((each) => each.body),
      ...(inJson === undefined ? [] : bodiesOf(inJson.value)),
    ],
    iterator: (iterator?.kind === "reference" ? iterator.root : named) ?? name,
  };
}

/** What its expressions are worth to it: what it iterates over, and the labels of its blocks. */
export const expressionsOf = ({ attributes }: Dynamic): Expression[] =>
  ["for_each", "labels"].flatMap((name) => attributes.get(name)?.value ?? []);

/** How many blocks a `for_each` makes; undefined where only a plan can tell. */
export function sizeOf(shape: Shape): number | undefined {
  if (shape.kind === "tuple") return shape.items.length;
  return shape.kind === "object" ? shape.attributes.size : undefined;
}

/** Whether nothing can be iterated over. */
export const isNoCollection = (shape: Shape): boolean =>
  shape.kind === "null" || familyOf(shape) === "primitive";
