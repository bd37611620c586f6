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

/** The evaluator of a module; cached. */
export const evaluatorOf = (module: Module): Evaluator => cached(values, module, false);

/** The evaluator in which variables stay symbolic; cached. */
export const symbolicEvaluatorOf = (module: Module): Evaluator => cached(symbols, module, true);

/** The value of an expression in a module; `UNKNOWN` for the parts that only a plan knows. */
export const evaluate = (module: Module, expression: Expression): Value =>
  withoutRanges(evaluatorOf(module).read(expression));

/** Evaluates an expression of a variable file, which has no references. */
export const readStandalone = (expression: Expression): Located =>
  evaluatorOf(ALONE).read(expression);

/** The value of an expression of a variable file. */
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
