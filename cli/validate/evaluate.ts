import { type Module, blocksOf, isHidden, valueOf } from "./model/configuration";
import type { Call, Expression, Reference } from "./model/expression";
import { computed } from "./arithmetic";
import { functionNamed } from "./functions";
import { isExact, text } from "./functions/arguments";
import { inKeyOrder } from "./key-order";
import { UNKNOWN, type Value, isKnown, unshown } from "./value";

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
        return expression.isRounded === true ? UNKNOWN : expression.value;
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
    const named = namedValues(pairs);
    return named === undefined ? UNKNOWN : Object.fromEntries(named);
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
    const rounds: readonly (readonly [Value, Value])[] = Array.isArray(value)
      ? (value as readonly Value[]).map((item, index) => [index, item])
      : inKeyOrder(Object.entries(value));
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
    const entries = namedValues(found.map(([key, item]) => [key!, item!]));
    if (entries === undefined) return UNKNOWN;
    if (isGrouped === true) return grouped(entries);
    // A key that is given twice is refused.
    const isEachOnce = new Set(entries.map(([key]) => key)).size === entries.length;
    return isEachOnce ? Object.fromEntries(entries) : UNKNOWN;
  }
}

/** Values with their keys as texts; undefined where one isn't known, or becomes none. */
function namedValues(
  pairs: readonly (readonly [Value, Value])[],
): (readonly [string, Value])[] | undefined {
  try {
    return pairs.map(([key, value]) => [text(key), value]);
  } catch {
    return undefined;
  }
}

/** The values of each key in a list. */
function grouped(entries: readonly (readonly [string, Value])[]): Value {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return Object.fromEntries(groups);
}

/** Texts one after the other; unknown where one is. */
function joined(parts: readonly Value[]): Value {
  try {
    return parts.map(text).join("");
  } catch {
    return UNKNOWN; // one isn't known, or becomes no text
  }
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
  if (operator === "==" || operator === "!=") {
    // It isn't kept of which type a collection is: a list and a tuple, a map and an object are never equal.
    if (left !== null && right !== null && operands.some(isCollection)) return UNKNOWN;
    if (operands.some((each) => typeof each === "number" && !isExact(each))) return UNKNOWN;
    return (left === right) === (operator === "==");
  }
  return (
    computed(
      operator,
      operands.map((each) => (isPrimitive(each) ? each : undefined)),
    ) ?? UNKNOWN
  );
}

const isPrimitive = (value: Value) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Or a document, which is a text. */
const isCollection = (value: Value) => typeof value === "object" && value !== null;
