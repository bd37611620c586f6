import type { Range } from "./range";

/**
 * An expression of Terraform's language, the same whether it was written in HCL or inside a string of JSON.
 * https://developer.hashicorp.com/terraform/language/expressions
 */
export type Expression =
  | Literal
  | Template
  | List
  | ObjectValue
  | Reference
  | Access
  | Call
  | Conditional
  | Operation
  | For
  | Unreadable;

interface Node {
  readonly range: Range;
}

/** A literal value. */
export interface Literal extends Node {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

/** A string with interpolations. */
export interface Template extends Node {
  readonly kind: "template";
  readonly parts: readonly Expression[];
}

/** `[a, b]` */
export interface List extends Node {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

/** `{ key = value }`; a key that is a bare word is a literal. */
export interface ObjectValue extends Node {
  readonly kind: "object";
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/**
 * A name with attributes and indices: `var.tags["a"]` is the root `var` with the steps `tags` and `a`; `x[0]` has the step 0.
 * It ends at the first computed step; the rest is an {@link Access} around it.
 */
export interface Reference extends Node {
  readonly kind: "reference";
  readonly root: string;
  readonly steps: readonly (string | number)[];
}

/** `a[b]` with a computed key, a splat (`a.*.b`, `a[*].b`), or an access to the value of a call or a list. */
export interface Access extends Node {
  readonly kind: "access";
  readonly of: Expression;
  /** Absent for a splat. */
  readonly key?: Expression;
}

/** `merge(a, b...)` */
export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  /** Whether the last argument is spread (`...`). */
  readonly spread: boolean;
}

/** `a ? b : c` */
export interface Conditional extends Node {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `!a`, `a && b`, … */
export interface Operation extends Node {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly Expression[];
}

/** `[for k, v in c : v if b]`, `{for …}`, and the `%{for}` of a template (with several results). */
export interface For extends Node {
  readonly kind: "for";
  readonly gives: "list" | "object" | "text";
  /** The names that are bound: value, or key and value. */
  readonly names: readonly string[];
  readonly collection: Expression;
  /** For each iteration: the value; key and value of an object; the parts of a string. */
  readonly results: readonly Expression[];
  readonly condition?: Expression;
}

/** An expression that could not be parsed. */
export interface Unreadable extends Node {
  readonly kind: "unreadable";
}

/** The expressions directly inside one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "list":
      return expression.items;
    case "object":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "access":
      return expression.key === undefined ? [expression.of] : [expression.of, expression.key];
    case "call":
      return expression.args;
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "operation":
      return expression.operands;
    case "for":
      return [
        expression.collection,
        ...expression.results,
        ...(expression.condition === undefined ? [] : [expression.condition]),
      ];
    default:
      return [];
  }
}

/** An expression and all nested ones, outermost first. */
export function* everyExpression(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* everyExpression(part);
}

/** Every reference in an expression. */
export const referencesIn = (expression: Expression): Reference[] =>
  [...everyExpression(expression)].filter((each) => each.kind === "reference");
