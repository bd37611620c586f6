import type { Expression, ObjectValue, Reference } from "../model/expression";
import { converted } from "./convert";
import { type Context, PLAIN, withNames } from "./context";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import { callShape } from "./infer-call";
import { forShape } from "./infer-for";
import { conditionalShape, operationShape, templateShape } from "./infer-operators";
import { nameProblem } from "./key-problem";
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

  /** @param given what single variables are worth; for others, and in local values, they are not known */
  constructor(
    private readonly scope: Scope,
    private readonly given: ReadonlyMap<string, Shape> = new Map(),
  ) {}

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
        return objectShape(expression, inner, found);
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
    if (root === "path")
      return read(this.path(name), keys.slice(1), { of: `path.${name}`, range }, found);
    if (root === "terraform") return typed("string");
    if (root === "count") return typed("number");
    return root === "each" && name === "key" ? typed("string") : ANYTHING;
  }

  private path(name: string): Shape {
    const value = name === "module" ? this.scope.path : name === "root" ? "." : undefined;
    return value === undefined ? typed("string") : { kind: "known", value };
  }

  private variable(name: string): Shape {
    const declared = this.scope.variables.get(name);
    if (declared === undefined) return ANYTHING;
    const value = this.given.get(name) ?? typed(declared.type);
    return marked(value, declared.isEphemeral ? "now" : undefined);
  }

  /** A local value, looked at once; what is wrong in it is told where it stands. */
  private local(name: string): Shape {
    const known = this.locals.get(name);
    if (known !== undefined) return known;
    this.locals.set(name, ANYTHING); // should it lead back to itself
    const value = this.scope.locals.get(name)?.value;
    const inference = this.given.size === 0 ? this : new Inference(this.scope);
    const shape = value === undefined ? ANYTHING : inference.shape(value, PLAIN, []);
    this.locals.set(name, shape);
    return shape;
  }
}

/** `{ key = value }`: without a key that is known, there is no telling what it has. */
function objectShape(
  { entries }: ObjectValue,
  inner: (each: Expression) => Shape,
  found: Found[],
): Shape {
  const shapes = entries.map(({ key, value }) => [inner(key), inner(value)] as const);
  found.push(...shapes.flatMap(([key], index) => nameProblem(key, entries[index]!.key)));
  const attributes = new Map<string, Shape>();
  for (const [key, value] of shapes) {
    const name = converted(key, "string");
    if (name.kind !== "known") return marked(ANYTHING, lost(anyOf(...shapes.flat().map(markIn))));
    attributes.set(String(name.value), value);
  }
  return marked({ kind: "object", attributes }, ...shapes.map(([key]) => key.ephemeral));
}
