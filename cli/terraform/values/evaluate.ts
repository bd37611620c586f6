import type { Module } from "../configuration";
import type { Expression } from "../expression";
import type { Located } from "./located-value";
import { LocatedReader } from "./evaluator";
import { plain } from "./access";
import type { Value } from "./value";

const values = new WeakMap<Module, LocatedReader>();
const symbols = new WeakMap<Module, LocatedReader>();

const kept = (from: WeakMap<Module, LocatedReader>, module: Module, isSymbolic: boolean) => {
  const reader = from.get(module) ?? new LocatedReader(module, isSymbolic);
  from.set(module, reader);
  return reader;
};

/** The reader of a module's values. */
export const readerOf = (module: Module): LocatedReader => kept(values, module, false);

/** The reader for which variables stand for themselves. */
export const symbolicReaderOf = (module: Module): LocatedReader => kept(symbols, module, true);

/** What an expression is worth as far as its module alone decides; `UNKNOWN` in place of the rest. */
export const worth = (module: Module, expression: Expression): Value =>
  plain(readerOf(module).read(expression));

/** An expression of a file of values: nothing in it refers to anything. */
export const readAlone = (expression: Expression): Located => readerOf(ALONE).read(expression);

/** What such an expression is worth. */
export const worthAlone = (expression: Expression): Value => plain(readAlone(expression));

const ALONE: Module = {
  folder: ".",
  files: [],
  blocks: [],
  problems: [],
  role: "root",
  calls: new Map(),
  mentionsApono: false,
  comments: [],
};
