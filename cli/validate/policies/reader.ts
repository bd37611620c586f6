import { Evaluator } from "../evaluate";
import { type Block, type Module, blocksOf, isHidden, valueOf } from "../model/configuration";
import type { Expression, For, Reference } from "../model/expression";
import type { Value } from "../value";
import { bodyOf, roundsOf } from "./body";
import { CALLS } from "./calls";
import { documentOfData } from "./data-document";
import { fromValue } from "./json-text";
import { type Located, isNull, itemsOf, optionsOf, textIn } from "./located";
import { entry, named, plain, referenceIn, step, valuesIn } from "./steps";

/** Values of names that a `for`, a `dynamic` block or a `for_each` has bound. */
export type Scope = ReadonlyMap<string, Located>;

/** How deep references may lead on; what leads further goes round in circles. */
const DEPTH = 40;

/**
 * Reads expressions as values that know where each of their parts is written. Unlike the evaluator it gives up nothing
 * for one part that isn't known: of an unknown condition it takes both branches, of an unknown key all values.
 */
export class LocatedReader {
  private readonly evaluator: Evaluator;
  private readonly locals = new Map<string, Expression>();
  private readonly defaults = new Map<string, Expression>();
  /** What local values and variables are: a module reads the same ones over and over. */
  private readonly known = new Map<Expression, Located>();
  private depth = 0;

  constructor(readonly module: Module) {
    this.evaluator = new Evaluator(module);
    for (const { body } of blocksOf(module, "locals"))
      for (const { name, value } of body.attributes.values()) this.locals.set(name, value);
    for (const { labels, body } of blocksOf(module, "variable")) {
      const value = valueOf(body, "default");
      const isShown = !isHidden(body) || (value?.kind === "literal" && value.value === null);
      if (value !== undefined && labels[0] !== undefined && isShown)
        this.defaults.set(labels[0], value);
    }
  }

  read(expression: Expression, scope: Scope = new Map()): Located {
    if (this.depth > DEPTH) return { kind: "unknown", range: expression.range };
    this.depth += 1;
    try {
      return this.readEach(expression, scope);
    } finally {
      this.depth -= 1;
    }
  }

  private readEach(expression: Expression, scope: Scope): Located {
    const { range } = expression;
    const inner = (each: Expression) => this.read(each, scope);
    switch (expression.kind) {
      case "literal":
        return expression.isRounded === true
          ? { kind: "unknown", range }
          : fromValue(expression.value, range);
      case "template":
        return {
          kind: "text",
          text: expression.parts.map((e) => textIn(inner(e)) ?? "").join(""),
          range,
        };
      case "list":
        return { kind: "list", items: expression.items.map(inner), range };
      case "object":
        return {
          kind: "object",
          entries: expression.entries.map(({ key, value }) => entry(inner(key), inner(value))),
          range,
        };
      case "reference":
        return this.reference(expression, scope);
      case "access":
        return this.access(expression, scope);
      case "conditional": {
        const holds = this.holds(expression.condition, scope);
        if (holds === true) return inner(expression.then);
        if (holds === false) return inner(expression.otherwise);
        return {
          kind: "either",
          options: [inner(expression.then), inner(expression.otherwise)],
          range,
        };
      }
      case "call": {
        const known = CALLS[expression.name.replace(/^core::/, "")];
        const args = expression.args.map(inner);
        const spread = expression.spread ? [...args.slice(0, -1), ...itemsOf(args.at(-1))] : args;
        return known?.(spread, range) ?? fromValue(this.evaluate(expression, scope), range);
      }
      case "for":
        return this.forExpression(expression, scope);
      default:
        return fromValue(this.evaluate(expression, scope), range);
    }
  }

  /** Whether a condition holds, where that is known. */
  private holds(condition: Expression, scope: Scope): boolean | undefined {
    const value =
      condition.kind === "call"
        ? plain(this.read(condition, scope))
        : this.evaluate(condition, scope);
    if (value === true || value === "true") return true;
    return value === false || value === "false" ? false : undefined;
  }

  /** A value without places; unknown where any part of a text is. */
  private evaluate(expression: Expression, scope: Scope): Value {
    const names = new Map([...scope].map(([name, value]): [string, Value] => [name, plain(value)]));
    return this.evaluator.evaluate(expression, names);
  }

  private reference(reference: Reference, scope: Scope): Located {
    const { root, steps, range } = reference;
    const name = [root, ...steps].join(".");
    const bound = scope.get(root);
    if (bound !== undefined) return named(steps.reduce<Located>(step, bound), name, range);
    const [first, ...rest] = steps;
    if (root === "local" || root === "var") {
      const from = root === "local" ? this.locals : this.defaults;
      const expression = from.get(String(first));
      if (expression === undefined) return { kind: "unknown", name, range };
      const value = this.known.get(expression) ?? this.read(expression);
      this.known.set(expression, value);
      return named(rest.reduce<Located>(step, value), name, range);
    }
    return this.resource(reference) ?? { kind: "unknown", name, range };
  }

  /** What the configuration itself sets of a resource, and documents of policies. */
  private resource({ root, steps }: Reference): Located | undefined {
    const [first, second] = steps;
    const attribute = steps.findLast((each) => typeof each === "string");
    if (root === "data") {
      if (first !== "aws_iam_policy_document" || !/^(minified_)?json$/.test(String(attribute)))
        return undefined;
      const [block] = blocksOf(this.module, "data", first, String(second));
      return block === undefined ? undefined : this.documentOf(block);
    }
    const [block] = blocksOf(this.module, "resource", root, String(first));
    const value =
      block === undefined || attribute === first
        ? undefined
        : valueOf(block.body, String(attribute));
    if (value === undefined) return undefined;
    const read = this.read(value);
    return read.kind === "unknown" || isNull(read) ? undefined : read;
  }

  documentOf({ body, range }: Block): Located {
    return documentOfData(bodyOf(body, this, new Map(), range));
  }

  private access(expression: Extract<Expression, { kind: "access" }>, scope: Scope): Located {
    const flat = referenceIn(expression);
    if (flat !== undefined && flat.root !== "local" && flat.root !== "var" && !scope.has(flat.root))
      return this.reference(flat, scope);
    const value = this.read(expression.of, scope);
    if (expression.key === undefined) return value;
    const key = this.read(expression.key, scope);
    if (key.kind === "text" || (key.kind === "scalar" && key.value !== null)) {
      const splat = expression.of.kind === "access" && expression.of.key === undefined;
      const found = key.kind === "text" ? key.text : Number(key.value);
      return splat && value.kind === "list"
        ? { ...value, items: value.items.map((item) => step(item, found)) }
        : step(value, found);
    }
    return { kind: "either", options: valuesIn(value), range: expression.range };
  }

  private forExpression(expression: For, outer: Scope): Located {
    const { gives, names, collection, results, condition, range } = expression;
    const found = optionsOf(this.read(collection, outer)).flatMap((value) =>
      roundsOf(value).flatMap(({ key, item }) => {
        const scope = new Map(outer);
        const [first, second] = names;
        if (second !== undefined) scope.set(first!, key).set(second, item);
        else if (first !== undefined) scope.set(first, item);
        const kept = condition === undefined ? true : this.holds(condition, scope);
        return kept === false ? [] : [results.map((each) => this.read(each, scope))];
      }),
    );
    if (gives === "text")
      return {
        kind: "text",
        text: found
          .flat()
          .map((e) => textIn(e) ?? "")
          .join(""),
        range,
      };
    if (gives === "list")
      return { kind: "list", items: found.flatMap(([result]) => result ?? []), range };
    return {
      kind: "object",
      entries: found.flatMap(([key, item]) =>
        key === undefined || item === undefined ? [] : [entry(key, item)],
      ),
      range,
    };
  }
}
