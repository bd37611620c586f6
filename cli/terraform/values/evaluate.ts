import type { Module } from "../configuration";
import type { Expression } from "../expression";
import type { Located } from "./located-value";
import { Evaluator } from "./evaluator";
import { withoutRanges } from "./access";
import type { Value } from "./value";

const values = new WeakMap<Module, Evaluator>();
const symbols = new WeakMap<Module, Evaluator>();

const cached = (from: WeakMap<Module, Evaluator>, module: Module, isSymbolic: boolean) => {
  const reader = from.get(module) ?? new Evaluator(module, isSymbolic);
  from.set(module, reader);
  return reader;
};

/** The reader of a module's values. */
export const evaluatorOf = (module: Module): Evaluator => cached(values, module, false);

/** The reader for which variables stand for themselves. */
export const symbolicEvaluatorOf = (module: Module): Evaluator => cached(symbols, module, true);

/** What an expression is worth as far as its module alone decides; `UNKNOWN` in place of the rest. */
export const evaluate = (module: Module, expression: Expression): Value =>
  withoutRanges(evaluatorOf(module).read(expression));

/** An expression of a file of values: nothing in it refers to anything. */
export const readStandalone = (expression: Expression): Located =>
  evaluatorOf(ALONE).read(expression);

/** What such an expression is worth. */
export const evaluateStandalone = (expression: Expression): Value =>
  withoutRanges(readStandalone(expression));

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
