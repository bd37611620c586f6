import type { Conditional, Expression, For, Operation, Reference } from "../model/expression";
import type { Context } from "./context";
import { withNames } from "./context";
import type { Found } from "./found";
import { callShape } from "./infer-call";
import { type Step, checkType } from "./path-check";
import type { Scope } from "./scope";
import { ANYTHING, type Shape, familyOf, misfit, shapeText, typed } from "./shape";

/** Collections whose rounds are looked at one by one; longer ones are rare, and would cost time. */
const ROUNDS = 200;

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
        return template(expression.parts, inner, found);
      case "list":
        return { kind: "tuple", items: expression.items.map((item) => inner(item)) };
      case "object": {
        const entries = expression.entries.map(
          ({ key, value }) => [inner(key), inner(value)] as const,
        );
        if (entries.some(([key]) => key.kind !== "known")) return ANYTHING;
        return {
          kind: "object",
          attributes: new Map(
            entries.map(([key, value]) => [key.kind === "known" ? String(key.value) : "", value]),
          ),
        };
      }
      case "reference":
        return this.reference(expression, context, found);
      case "access":
        return this.access(expression, inner, found);
      case "conditional":
        return conditional(expression, inner, found);
      case "operation":
        return operation(expression, inner, found);
      case "call":
        return callShape(expression, inner, found);
      case "for":
        return this.rounds(expression, context, found);
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
    const bound = context.names.get(root);
    if (bound !== undefined) return read(bound, keys, root, range, found);
    const name = String(steps[0] ?? "");
    if (root === "var") {
      const type = this.scope.variables.get(name)?.type ?? "dynamic";
      return read(typed(type), keys.slice(1), `var.${name}`, range, found);
    }
    if (root === "local")
      return read(this.local(name), keys.slice(1), `local.${name}`, range, found);
    if (root === "path" || root === "terraform") return typed("string");
    if (root === "count") return typed("number");
    return root === "each" && name === "key" ? typed("string") : ANYTHING;
  }

  /** A local value, looked at once; what is wrong in it is told where it stands. */
  private local(name: string): Shape {
    const known = this.locals.get(name);
    if (known !== undefined) return known;
    this.locals.set(name, ANYTHING); // should it lead back to itself
    const value = this.scope.locals.get(name)?.value;
    const shape =
      value === undefined
        ? ANYTHING
        : this.shape(value, { count: false, forEach: false, names: new Map() }, []);
    this.locals.set(name, shape);
    return shape;
  }

  private access(
    expression: Extract<Expression, { kind: "access" }>,
    inner: (each: Expression) => Shape,
    found: Found[],
  ): Shape {
    const of = inner(expression.of);
    const key = expression.key === undefined ? undefined : inner(expression.key);
    // What follows a splat is read of every element.
    if (key === undefined || isSplat(expression.of) || key.kind !== "known") return ANYTHING;
    const step = { key: key.value as string | number, inBrackets: true };
    return read(of, [step], "this value", expression.range, found);
  }

  private rounds(expression: For, context: Context, found: Found[]): Shape {
    const { collection, names, results, condition, gives } = expression;
    const over = this.shape(collection, context, found);
    const isScalar =
      over.kind === "known" ||
      over.kind === "null" ||
      (over.kind === "typed" && typeof over.type === "string");
    if (isScalar)
      found.push({
        topic: "expression",
        message: `A for expression goes over ${shapeText(over)}.`,
        mend: "Give it a list, a set, a map or an object.",
        range: collection.range,
      });
    if (over.kind !== "tuple" && over.kind !== "object")
      return gives === "text" ? typed("string") : ANYTHING;
    const rounds: (readonly [Shape, Shape])[] =
      over.kind === "tuple"
        ? over.items.map((item, index) => [{ kind: "known", value: index }, item])
        : [...over.attributes].map(([key, item]) => [{ kind: "known", value: key }, item]);
    const shapes: Shape[][] = [];
    let isUnsure = rounds.length > ROUNDS;
    for (const [key, item] of rounds.slice(0, ROUNDS)) {
      const [first = "", second] = names;
      const bound: [string, Shape][] =
        second === undefined
          ? [[first, item]]
          : [
              [first, key],
              [second, item],
            ];
      const round = withNames(context, bound);
      const kept = condition === undefined ? undefined : this.shape(condition, round, found);
      if (kept?.kind === "known" && String(kept.value) === "false") continue;
      if (kept !== undefined && kept.kind !== "known") {
        isUnsure = true;
        continue;
      }
      shapes.push(results.map((each) => this.shape(each, round, found)));
    }
    if (gives === "text") return typed("string");
    if (isUnsure) return ANYTHING;
    if (gives === "list")
      return { kind: "tuple", items: shapes.map(([result]) => result ?? ANYTHING) };
    if (shapes.some(([key]) => key?.kind !== "known")) return ANYTHING;
    return {
      kind: "object",
      attributes: new Map(
        shapes.map(([key, value]) => [
          key?.kind === "known" ? String(key.value) : "",
          value ?? ANYTHING,
        ]),
      ),
    };
  }
}

const isSplat = (expression: Expression): boolean =>
  expression.kind === "access" && (expression.key === undefined || isSplat(expression.of));

/** What is read of a value. */
function read(
  shape: Shape,
  steps: readonly Step[],
  of: string,
  range: Expression["range"],
  found: Found[],
): Shape {
  const [step, ...rest] = steps;
  if (step === undefined || shape.kind === "unknown" || shape.kind === "null")
    return step === undefined ? shape : ANYTHING;
  if (shape.kind === "typed") {
    const problem = checkType(shape.type, [step], of);
    if (problem !== undefined) {
      found.push({ topic: "expression", ...problem, range });
      return ANYTHING;
    }
    return read(typed(innerType(shape.type, step)), rest, `${of}.${step.key}`, range, found);
  }
  const inner =
    shape.kind === "object"
      ? shape.attributes.get(String(step.key))
      : shape.kind === "tuple"
        ? shape.items[Number(step.key)]
        : undefined;
  if (inner !== undefined) return read(inner, rest, `${of}.${step.key}`, range, found);
  found.push({
    topic: "expression",
    message: `${of} is ${shapeText(shape)}: it has no ${JSON.stringify(step.key)}.`,
    mend:
      shape.kind === "object"
        ? `It has ${[...shape.attributes.keys()].slice(0, 20).join(", ") || "nothing"}. Read one of those.`
        : shape.kind === "tuple"
          ? `It has ${shape.items.length} elements, counted from 0.`
          : `End the reference with ${of}.`,
    range,
  });
  return ANYTHING;
}

function innerType(type: Extract<Shape, { kind: "typed" }>["type"], { key }: Step): typeof type {
  if (typeof type === "string") return "dynamic";
  if (type[0] === "object")
    return (type[1] as Readonly<Record<string, typeof type>>)[String(key)] ?? "dynamic";
  if (type[0] === "tuple") return (type[1] as readonly (typeof type)[])[Number(key)] ?? "dynamic";
  return type[1] as typeof type;
}

function template(
  parts: readonly Expression[],
  inner: (each: Expression) => Shape,
  found: Found[],
): Shape {
  const shapes = parts.map((part) => inner(part));
  shapes.forEach((shape, index) => {
    const isWrong =
      shape.kind === "null" || familyOf(shape) === "list" || familyOf(shape) === "object";
    if (!isWrong) return;
    found.push({
      topic: "expression",
      message: `${shapeText(shape)[0]!.toUpperCase()}${shapeText(shape).slice(1)} can't be part of a text.`,
      mend: "Write it out with join() or jsonencode(), or read the part of it that is meant.",
      range: parts[index]!.range,
    });
  });
  return shapes.every((shape) => shape.kind === "known")
    ? { kind: "known", value: shapes.map(({ value }) => String(value)).join("") }
    : typed("string");
}

function conditional(
  { condition, then, otherwise, range }: Conditional,
  inner: (each: Expression, into?: Found[]) => Shape,
  found: Found[],
): Shape {
  const asked = inner(condition);
  const wrong = asked.kind === "null" ? { reason: "null is neither" } : misfit(asked, "bool");
  if (wrong !== undefined)
    found.push({
      topic: "expression",
      message: `A condition is true or false: ${wrong.reason}.`,
      mend: "Compare the value with what is meant, as in x != null.",
      range: condition.range,
    });
  const thenFound: Found[] = [];
  const otherwiseFound: Found[] = [];
  const a = inner(then, thenFound);
  const b = inner(otherwise, otherwiseFound);
  const families = [familyOf(a), familyOf(b)];
  if (families[0] !== undefined && families[1] !== undefined && families[0] !== families[1]) {
    found.push({
      topic: "expression",
      message: `The two results of a condition differ in type: ${shapeText(a)}, ${shapeText(b)}.`,
      mend: "Give both results one type.",
      range,
    });
    return ANYTHING;
  }
  if (asked.kind === "known") {
    const isTrue = String(asked.value) === "true";
    found.push(...(isTrue ? thenFound : otherwiseFound));
    return isTrue ? a : b;
  }
  return either(a, b);
}

/** What is either of two values. */
function either(a: Shape, b: Shape): Shape {
  if (a.kind === "null") return b.kind === "null" || b.kind === "unknown" ? b : typed(typeOf(b));
  if (b.kind === "null") return a.kind === "unknown" ? a : typed(typeOf(a));
  const types = [typeOf(a), typeOf(b)];
  if (types.includes("dynamic")) return ANYTHING;
  if (types.every((type) => typeof type === "string"))
    return typed(types[0] === types[1] ? types[0]! : "string");
  return JSON.stringify(types[0]) === JSON.stringify(types[1]) ? typed(types[0]!) : ANYTHING;
}

function typeOf(shape: Shape): Extract<Shape, { kind: "typed" }>["type"] {
  if (shape.kind === "typed") return shape.type;
  if (shape.kind !== "known") return "dynamic";
  return typeof shape.value === "boolean" ? "bool" : (typeof shape.value as "string" | "number");
}

/** What operators take and give. https://developer.hashicorp.com/terraform/language/expressions/operators */
function operation(
  { operator, operands }: Operation,
  inner: (each: Expression) => Shape,
  found: Found[],
): Shape {
  const isEquality = operator === "==" || operator === "!=";
  const isLogical = ["!", "&&", "||"].includes(operator);
  const takes = isLogical ? "bool" : "number";
  for (const operand of operands) {
    const shape = inner(operand);
    if (isEquality) continue;
    const wrong = shape.kind === "null" ? { reason: "null is none" } : misfit(shape, takes);
    if (wrong !== undefined)
      found.push({
        topic: "expression",
        message: `The operator ${operator} takes a ${takes}: ${wrong.reason}.`,
        mend: `Give it a ${takes}.`,
        range: operand.range,
      });
  }
  return typed(isLogical || isEquality || /[<>]/.test(operator) ? "bool" : "number");
}
