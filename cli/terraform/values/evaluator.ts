import { type Block, type Module, blocksOf, isHidden, valueOf } from "../configuration";
import type { Call, Expression, For, Reference } from "../expression";
import type { Range } from "../range";
import { bodyOf, roundsOf } from "./block-body";
import { FUNCTIONS, NON_REVEALING, asText } from "./functions";
import { documentOfData } from "./policy-document-data";
import { readFileCall } from "./file-functions";
import { fromJson } from "./json-text";
import { type Located, isNull, itemsOf, namesIn, optionsOf, unknown } from "./located-value";
import { applyOperator, scalarIn } from "./operators";
import { entry, withName, referenceIn, accessStep, valuesIn } from "./access";

/** Values bound by a `for`, a `dynamic` block or a `for_each`. */
export type Scope = ReadonlyMap<string, Located>;

/** The maximum depth of references; deeper ones are circular. */
const DEPTH = 40;

/**
 * Evaluates expressions to values with the range of each part, and with the name of what is unknown before a plan. An unknown
 * condition gives both branches.
 *
 * It deliberately evaluates little: literals, templates, lists and objects, locals, values given to variables, and
 * {@link FUNCTIONS}. Everything else is unknown, and rules report nothing about unknown values.
 */
export class Evaluator {
  private readonly locals = new Map<string, Expression>();
  private readonly variables = new Map<string, Expression>();
  /** A cache for local values and variables. */
  private readonly known = new Map<Expression, Located>();
  private depth = 0;

  /** @param isSymbolic whether variables stay symbolic, to trace where each one goes */
  constructor(
    readonly module: Module,
    readonly isSymbolic = false,
  ) {
    for (const { body } of blocksOf(module, "locals"))
      for (const { name, value } of body.attributes.values()) this.locals.set(name, value);
    // Callers set the variables of a module: their defaults don't count.
    if (isSymbolic || module.role !== "root") return;
    for (const { labels, body } of blocksOf(module, "variable")) {
      const name = labels[0] ?? "";
      const value = module.autoLoadedValues?.get(name)?.value ?? valueOf(body, "default");
      const isShown = !isHidden(body) || (value?.kind === "literal" && value.value === null);
      if (value !== undefined && isShown) this.variables.set(name, value);
    }
  }

  read(expression: Expression, scope: Scope = new Map()): Located {
    if (this.depth > DEPTH) return unknown(expression.range);
    this.depth += 1;
    try {
      return this.readEach(expression, scope);
    } finally {
      this.depth -= 1;
    }
  }

  /** A block's arguments as one object, nested blocks as lists. */
  bodyOf({ body, range }: Block, scope: Scope = new Map()): Located {
    return bodyOf(body, this, scope, range);
  }

  private readEach(expression: Expression, scope: Scope): Located {
    const { range } = expression;
    const inner = (each: Expression) => this.read(each, scope);
    switch (expression.kind) {
      case "literal":
        return fromJson(expression.value, range);
      case "template":
        return this.template(expression.parts.map(inner), range);
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
      case "operation": {
        const value = applyOperator(expression.operator, expression.operands.map(inner));
        return value === undefined ? unknown(range) : fromJson(value, range);
      }
      case "call":
        return this.call(expression, scope);
      case "for":
        return this.forExpression(expression, scope);
      case "unreadable":
        return unknown(range);
    }
  }

  /** Whether a condition holds; undefined if unknown. */
  private holds(condition: Expression, scope: Scope): boolean | undefined {
    const value = scalarIn(this.read(condition, scope));
    return typeof value === "boolean" ? value : undefined;
  }

  private template(parts: readonly Located[], range: Range): Located {
    return { kind: "text", text: parts.map((e) => (isNull(e) ? "" : asText(e))).join(""), range };
  }

  private call({ name, args, spread, range }: Call, scope: Scope): Located {
    const plain = name.replace(/^core::/, "");
    const values = args.map((each) => this.read(each, scope));
    const all = spread ? [...values.slice(0, -1), ...itemsOf(values.at(-1))] : values;
    const found = FUNCTIONS[plain]?.(all, range) ?? readFileCall(plain, all, this.module, range);
    if (found !== undefined) return found;
    if (NON_REVEALING.has(plain)) return unknown(range);
    const names = [...new Set(all.flatMap(namesIn))].join(", ");
    return unknown(range, names === "" ? undefined : `${plain}(${names})`);
  }

  private reference(reference: Reference, scope: Scope): Located {
    const { root, steps, range } = reference;
    const name = [root, ...steps].join(".");
    const bound = scope.get(root);
    if (bound !== undefined)
      return this.called(steps.reduce<Located>(accessStep, bound), name, range);
    const [first, ...rest] = steps;
    if (root === "path" && first === "module")
      return { kind: "text", text: this.module.folder, range };
    if (root === "local" || root === "var") {
      const from = root === "local" ? this.locals : this.variables;
      const expression = from.get(String(first));
      if (expression === undefined) return unknown(range, name);
      const value = this.known.get(expression) ?? this.read(expression);
      this.known.set(expression, value);
      return this.called(rest.reduce<Located>(accessStep, value), name, range);
    }
    return this.resource(reference) ?? unknown(range, name);
  }

  /** Names an unknown value after the nearest reference; in symbolic mode, after its origin. */
  private called(value: Located, name: string, range: Range): Located {
    const isTraced = this.isSymbolic && value.kind === "unknown" && value.name !== undefined;
    return isTraced ? value : withName(value, name, range);
  }

  /** An attribute of a resource in the configuration, or the document of a policy document data source. */
  private resource({ root, steps }: Reference): Located | undefined {
    const [first, second] = steps;
    const attribute = steps.findLast((each) => typeof each === "string");
    if (root === "data") {
      if (first !== "aws_iam_policy_document" || !/^(minified_)?json$/.test(String(attribute)))
        return undefined;
      const [block] = blocksOf(this.module, "data", first, String(second));
      if (block === undefined) return undefined;
      return this.isAbsent(block)
        ? { kind: "list", items: [], range: block.range }
        : this.documentOf(block);
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

  /** Whether a block's count is 0. */
  isAbsent({ body }: Block): boolean {
    const count = valueOf(body, "count");
    return count !== undefined && scalarIn(this.read(count)) === 0;
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
        ? { ...value, items: value.items.map((item) => accessStep(item, found)) }
        : accessStep(value, found);
    }
    const options = valuesIn(value);
    return options.length === 0
      ? unknown(expression.range, namesIn(value).join() || undefined)
      : { kind: "either", options, range: expression.range };
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
    if (gives === "text") return this.template(found.flat(), range);
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
