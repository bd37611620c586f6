import type { Problem } from "../finding";
import type { Expression } from "../model/expression";
import { everyExpression } from "../model/expression";
import type { Subject } from "../subject";
import type { Context } from "./context";
import { localCycles } from "./cycles";
import type { Found, Topic } from "./found";
import { Inference } from "./infer";
import { callProblem } from "./call-problems";
import { checkReferences } from "./references";
import { type Scope, scopeOf } from "./scope";
import type { Shape } from "./shape";
import { sitesOf } from "./sites";

/** What is found in the expressions of one module, and what they are worth. */
export class Analysis {
  readonly found: readonly Found[];
  private readonly inference: Inference;
  private readonly shapes = new Map<Expression, Shape>();

  constructor(readonly scope: Scope) {
    this.inference = new Inference(scope);
    const found: Found[] = [];
    for (const { value, context, isLater } of sitesOf(scope)) {
      found.push(...checkReferences(value, scope, context));
      const evaluated: Found[] = [];
      this.shapes.set(value, this.inference.shape(value, context, evaluated));
      found.push(
        ...(isLater === true
          ? evaluated.map((each): Found => ({ ...each, severity: "warning" }))
          : evaluated),
        ...unevaluatedCalls(value, evaluated),
      );
    }
    this.found = once([...found, ...localCycles(scope)]);
  }

  /** What an expression of the module is worth. */
  shapeOf(value: Expression, context: Context): Shape {
    const shape = this.shapes.get(value) ?? this.inference.shape(value, context, []);
    this.shapes.set(value, shape);
    return shape;
  }
}

/** A call that no evaluation came to: Terraform finds it at the plan or at the apply, so it is told as a warning. */
function unevaluatedCalls(value: Expression, evaluated: readonly Found[]): Found[] {
  const told = new Set(evaluated.map(({ range }) => range));
  return [...everyExpression(value)].flatMap((each): Found[] => {
    if (each.kind !== "call" || told.has(each.range)) return [];
    const problem = callProblem(each);
    return problem === undefined ? [] : [{ ...problem, severity: "warning" }];
  });
}

/** Each problem once in its place: rounds of a for find the same again. */
function once(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ message, range: { file, start } }) => {
    const key = `${file}:${start.line}:${start.column}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

const analyses = new WeakMap<Scope, Analysis>();

/** A module's analysis, made once in a run. */
export function analysisOf(scope: Scope): Analysis {
  const made = analyses.get(scope) ?? new Analysis(scope);
  analyses.set(scope, made);
  return made;
}

/** What is found on a topic in all modules of a run. */
export const foundIn = (subject: Subject, ...topics: readonly Topic[]): Problem[] =>
  subject.modules.flatMap((module) =>
    analysisOf(scopeOf(module, subject)).found.filter(({ topic }) => topics.includes(topic)),
  );
