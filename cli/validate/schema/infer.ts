import type { Expression, ObjectValue, Reference } from "../model/expression";
import { type Context, PLAIN, withNames } from "./context";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import { callShape } from "./infer-call";
import { forShape } from "./infer-for";
import { conditionalShape, operationShape, templateShape } from "./infer-operators";
import type { Step } from "./path-check";
import { accessShape, read } from "./read-steps";
import type { Scope } from "./scope";
import { ANYTHING, type Shape, typed } from "./shape";

/**
 * What an expression is worth before a plan, evaluated the way Terraform does while it validates: branches that a
 * condition doesn't take and the rounds of unknown collections are not looked at.
 */
export class Inference {
  private readonly locals = new Map<string, Shape>();

  constructor(private readonly scope: Scope) {}

  /** @param found takes what Terraform would refuse */
  shape(expression: Expression, context: Context, found: Found[]): Shape {
    const inner = (each: Expression, into = found) => this.shape(each, context, into);
    switch (expression.kind) {
      case "literal":
        return expression.value === null
          ? { kind: "null" }
          : { kind: "known", value: expression.value };
      case "template":
        return templateShape(expression.parts, inner, found);
      case "list":
        return { kind: "tuple", items: expression.items.map((item) => inner(item)) };
      case "object":
        return objectShape(expression, inner);
      case "reference":
        return this.reference(expression, context, found);
      case "access":
        return accessShape(expression, inner, found);
      case "conditional":
        return conditionalShape(expression, inner, found);
      case "operation":
        return operationShape(expression, inner, found);
      case "call":
        return callShape(expression, inner, found);
      case "for":
        return forShape(
          expression,
          (each, names, into) => this.shape(each, withNames(context, names), into),
          found,
        );
      case "unreadable":
        return ANYTHING;
    }
  }

  private reference(
    { root, steps, brackets, range }: Reference,
    context: Context,
    found: Found[],
  ): Shape {
    const keys = steps.map((key, index): Step => ({ key, inBrackets: brackets?.[index] ?? false }));
    const name = String(steps[0] ?? "");
    const bound = context.names.get(root);
    if (bound !== undefined) return read(bound, keys, { of: root, range }, found);
    const named = root === "var" ? this.variable(name) : root === "local" && this.local(name);
    if (named) return read(named, keys.slice(1), { of: `${root}.${name}`, range }, found);
    if (root === "ephemeral") return marked(ANYTHING, "now");
    if (root === "path" || root === "terraform") return typed("string");
    if (root === "count") return typed("number");
    return root === "each" && name === "key" ? typed("string") : ANYTHING;
  }

  private variable(name: string): Shape {
    const declared = this.scope.variables.get(name);
    if (declared === undefined) return ANYTHING;
    return marked(typed(declared.type), declared.isEphemeral ? "now" : undefined);
  }

  /** A local value, looked at once; what is wrong in it is told where it stands. */
  private local(name: string): Shape {
    const known = this.locals.get(name);
    if (known !== undefined) return known;
    this.locals.set(name, ANYTHING); // should it lead back to itself
    const value = this.scope.locals.get(name)?.value;
    const shape = value === undefined ? ANYTHING : this.shape(value, PLAIN, []);
    this.locals.set(name, shape);
    return shape;
  }
}

/** `{ key = value }`: without a key that is known, there is no telling what it has. */
function objectShape({ entries }: ObjectValue, inner: (each: Expression) => Shape): Shape {
  const shapes = entries.map(({ key, value }) => [inner(key), inner(value)] as const);
  const attributes = new Map<string, Shape>();
  for (const [key, value] of shapes) {
    if (key.kind !== "known") return marked(ANYTHING, lost(anyOf(...shapes.flat().map(markIn))));
    attributes.set(String(key.value), value);
  }
  return marked({ kind: "object", attributes }, ...shapes.map(([key]) => key.ephemeral));
}
