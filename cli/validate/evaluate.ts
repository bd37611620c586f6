import { type Module, blocksOf, isHidden, valueOf } from "./model/configuration";
import type { Call, Expression, Reference } from "./model/expression";
import { functionNamed } from "./functions";
import { UNKNOWN, type Value, isKnown } from "./value";

/** How deep references may lead on; what leads further goes round in circles. */
const DEPTH = 50;

/**
 * What an expression is worth, as far as the configuration itself says: literals, locals, the defaults of variables, and
 * functions that need nothing else. {@link UNKNOWN} stands for the rest, also inside lists and objects.
 *
 * @param given values of variables, which count before their defaults
 */
export class Evaluator {
  private readonly locals = new Map<string, Expression>();
  private readonly defaults = new Map<string, Expression>();
  /** Variables whose values may not be shown, as what is evaluated may. */
  private readonly hidden: ReadonlySet<string>;

  constructor(
    module: Module,
    private readonly given: ReadonlyMap<string, Expression> = new Map(),
  ) {
    for (const { body } of blocksOf(module, "locals"))
      for (const { name, value } of body.attributes.values()) this.locals.set(name, value);
    const variables = blocksOf(module, "variable");
    this.hidden = new Set(variables.flatMap(({ labels, body }) => (isHidden(body) ? labels : [])));
    for (const { labels, body } of variables) {
      const value = valueOf(body, "default");
      if (value !== undefined && labels[0] !== undefined) this.defaults.set(labels[0], value);
    }
  }

  /** @param names values of names that a `for` has bound */
  evaluate(
    expression: Expression,
    names: ReadonlyMap<string, Value> = new Map(),
    depth = 0,
  ): Value {
    if (depth > DEPTH) return UNKNOWN;
    const inner = (each: Expression) => this.evaluate(each, names, depth + 1);
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return joined(expression.parts.map(inner));
      case "list":
        return expression.items.map(inner);
      case "object":
        return this.object(expression.entries, inner);
      case "reference":
        return this.reference(expression, names, depth);
      case "access":
        return expression.key === undefined
          ? UNKNOWN
          : step(inner(expression.of), inner(expression.key));
      case "conditional":
        return this.conditional(inner(expression.condition), expression, inner);
      case "operation":
        return operation(expression.operator, expression.operands.map(inner));
      case "call":
        return called(expression, inner);
      case "for":
        return this.forExpression(expression, names, depth);
      case "unreadable":
        return UNKNOWN;
    }
  }

  private object(
    entries: Extract<Expression, { kind: "object" }>["entries"],
    inner: (each: Expression) => Value,
  ): Value {
    const pairs = entries.map(({ key, value }) => [inner(key), inner(value)] as const);
    if (pairs.some(([key]) => typeof key === "object" || typeof key === "symbol")) return UNKNOWN;
    return Object.fromEntries(pairs.map(([key, value]) => [String(key), value]));
  }

  private reference(
    { root, steps }: Reference,
    names: ReadonlyMap<string, Value>,
    depth: number,
  ): Value {
    const bound = names.get(root);
    if (bound !== undefined) return steps.reduce(step, bound);
    const [name, ...rest] = steps;
    const expression =
      root === "local"
        ? this.locals.get(String(name))
        : root === "var"
          ? (this.given.get(String(name)) ?? this.defaults.get(String(name)))
          : undefined;
    if (expression === undefined) return UNKNOWN;
    const value = this.evaluate(expression, new Map(), depth + 1);
    const isHidden = root === "var" && this.hidden.has(String(name));
    return rest.reduce(step, isHidden ? unshown(value) : value);
  }

  private conditional(
    condition: Value,
    { then, otherwise }: Extract<Expression, { kind: "conditional" }>,
    inner: (each: Expression) => Value,
  ): Value {
    if (condition === true || condition === "true") return inner(then);
    if (condition === false || condition === "false") return inner(otherwise);
    return UNKNOWN;
  }

  private forExpression(
    expression: Extract<Expression, { kind: "for" }>,
    outer: ReadonlyMap<string, Value>,
    depth: number,
  ): Value {
    const { gives, isGrouped, names, collection, results, condition } = expression;
    const value = this.evaluate(collection, outer, depth + 1);
    if (typeof value !== "object" || value === null) return UNKNOWN;
    const rounds = Object.entries(value).map(([key, item]): [Value, Value] => [
      Array.isArray(value) ? Number(key) : key,
      item as Value,
    ]);
    const found: Value[][] = [];
    for (const [key, item] of rounds) {
      const [first, second] = names;
      const bound = new Map(outer);
      if (second !== undefined) bound.set(first!, key).set(second, item);
      else if (first !== undefined) bound.set(first, item);
      const kept = condition === undefined ? true : this.evaluate(condition, bound, depth + 1);
      if (!isKnown(kept)) return UNKNOWN;
      if (kept === true) found.push(results.map((each) => this.evaluate(each, bound, depth + 1)));
    }
    if (gives === "text") return joined(found.flat());
    if (gives === "list") return found.map(([result]) => result ?? UNKNOWN);
    if (found.some(([key]) => typeof key !== "string" && typeof key !== "number")) return UNKNOWN;
    const entries = found.map(([key, item]) => [String(key), item ?? UNKNOWN] as const);
    return isGrouped === true ? grouped(entries) : Object.fromEntries(entries);
  }
}

/** A value that may be a secret: whether there is one tells nothing of it. */
const unshown = (value: Value): Value => (value === null ? null : UNKNOWN);

/** The values of each key in a list. */
function grouped(entries: readonly (readonly [string, Value])[]): Value {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return Object.fromEntries(groups);
}

/** Texts one after the other; unknown where one is. */
function joined(parts: readonly Value[]): Value {
  return parts.every((part) => isKnown(part) && typeof part !== "object")
    ? parts.map(String).join("")
    : UNKNOWN;
}

/** What is read of a value. */
function step(value: Value, key: Value): Value {
  if (!isKnown(value) || typeof value !== "object" || value === null) return UNKNOWN;
  if (typeof key !== "string" && typeof key !== "number") return UNKNOWN;
  return Object.hasOwn(value, key) ? ((value as { [key: string]: Value })[key] as Value) : UNKNOWN;
}

function called({ name, args, spread }: Call, inner: (each: Expression) => Value): Value {
  const known = functionNamed(name);
  if (known === undefined) return UNKNOWN;
  const values = args.map(inner);
  const last = values.at(-1);
  if (spread && !Array.isArray(last)) return UNKNOWN;
  try {
    return known(...(spread ? [...values.slice(0, -1), ...(last as Value[])] : values));
  } catch {
    return UNKNOWN; // a value of the wrong type: not for the evaluator to judge
  }
}

function operation(operator: string, operands: readonly Value[]): Value {
  const [left, right] = operands;
  if (operator === "&&" && (left === false || right === false)) return false;
  if (operator === "||" && (left === true || right === true)) return true;
  if (left === undefined || !operands.every((each) => isKnown(each))) return UNKNOWN;
  if (operator === "==") return JSON.stringify(left) === JSON.stringify(right);
  if (operator === "!=") return JSON.stringify(left) !== JSON.stringify(right);
  if (operands.length === 1) {
    if (operator === "!" && typeof left === "boolean") return !left;
    return operator === "-" && typeof left === "number" ? -left : UNKNOWN;
  }
  if (typeof left === "boolean" && typeof right === "boolean")
    return operator === "&&" ? left && right : operator === "||" ? left || right : UNKNOWN;
  if (typeof left !== "number" || typeof right !== "number") return UNKNOWN;
  return ARITHMETIC[operator]?.(left, right) ?? UNKNOWN;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => Value>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
