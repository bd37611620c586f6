import { type Block, blocksOf, everyAttribute, isHidden, valueOf } from "../model/configuration";
import { type Expression, everyExpression, partsOf } from "../model/expression";
import type { AttributeSchema } from "./kept-types";
import { ONE_WAY } from "../one-way";
import { everyPlaced, typedBlocksOf } from "./placed";
import type { Scope } from "./scope";
import { plainName } from "./signatures";

/** What may be a secret in a module, by where it stands or where it goes. */
export interface Secrets {
  /** Expressions whose values no message and no line may show, and all in them. */
  readonly values: ReadonlySet<Expression>;
  /** Variables whose values are secrets: as they are declared, or because they go where secrets go. */
  readonly variables: ReadonlySet<string>;
}

const NONE: Secrets = { values: new Set(), variables: new Set() };

const secrets = new WeakMap<Scope, Secrets>();

/** The secrets of a module; gathered once. */
export function secretsOf(scope: Scope): Secrets {
  const known = secrets.get(scope);
  if (known !== undefined) return known;
  secrets.set(scope, NONE); // should its calls lead back to it
  const gathered = new Gatherer(scope).gather();
  secrets.set(scope, gathered);
  return gathered;
}

class Gatherer {
  private readonly values = new Set<Expression>();
  private readonly variables = new Set<string>();
  private readonly followed = new Set<Expression>();

  constructor(private readonly scope: Scope) {}

  gather(): Secrets {
    for (const { name, isSensitive, isEphemeral } of this.scope.variables.values())
      if (isSensitive || isEphemeral) this.addVariable(name);
    for (const value of this.places()) this.add(value);
    return { values: this.values, variables: this.variables };
  }

  /** Where a value is taken for a secret. */
  private *places(): Generator<Expression> {
    for (const block of this.scope.module.blocks) {
      for (const { value } of everyAttribute(block.body))
        for (const each of everyExpression(value))
          if (each.kind === "call" && plainName(each.name) === "sensitive") yield* each.args;
    }
    for (const { body } of blocksOf(this.scope.module, "output")) {
      const value = valueOf(body, "value");
      if (value !== undefined && isHidden(body)) yield value;
    }
    for (const call of this.scope.calls.values()) yield* this.inputs(call);
    for (const { placed } of typedBlocksOf(this.scope))
      for (const { attributes } of placed === undefined ? [] : everyPlaced(placed))
        for (const { attribute, schema } of attributes) if (isSecret(schema)) yield attribute.value;
  }

  /** What a call gives to secret variables of the module. */
  private inputs(call: Block): Expression[] {
    const called = this.scope.called(call);
    if (called === undefined) return [];
    return [...secretsOf(called).variables].flatMap((name) => valueOf(call.body, name) ?? []);
  }

  private addVariable(name: string): void {
    const variable = this.scope.variables.get(name);
    if (variable === undefined || this.variables.has(name)) return;
    this.variables.add(name);
    const value = valueOf(variable.block.body, "default");
    if (value !== undefined) this.add(value);
  }

  /** A secret, and the local values and variables that it is made of. */
  private add(value: Expression): void {
    if (this.followed.has(value)) return;
    this.followed.add(value);
    for (const each of everyExpression(value)) this.values.add(each);
    for (const { root, steps } of carriersIn(value)) {
      const [name = "", ...rest] = steps;
      if (root === "var") this.addVariable(String(name));
      const local = root === "local" ? this.scope.locals.get(String(name))?.value : undefined;
      if (local !== undefined) this.add(partOf(local, rest));
    }
  }
}

/** What is read of an expression, where that is written out. */
function partOf(value: Expression, steps: readonly (string | number)[]): Expression {
  const [step, ...rest] = steps;
  if (step === undefined || value.kind !== "object") return value;
  const entry = value.entries.find(
    ({ key }) => key.kind === "literal" && String(key.value) === String(step),
  );
  return entry === undefined ? value : partOf(entry.value, rest);
}

/** The references whose values an expression hands on: not those that it only asks about. */
function* carriersIn(value: Expression): Generator<Extract<Expression, { kind: "reference" }>> {
  if (value.kind === "reference") yield value;
  if (value.kind === "operation") return;
  if (value.kind === "call" && ONE_WAY.has(plainName(value.name))) return;
  const parts =
    value.kind === "conditional"
      ? [value.then, value.otherwise]
      : value.kind === "access"
        ? [value.of]
        : partsOf(value);
  for (const part of parts) yield* carriersIn(part);
}

/** Whether the provider hides it, or keeps nothing of it, or does so with something in it. */
const isSecret = ({ sensitive, write_only, nested_type }: AttributeSchema): boolean =>
  sensitive === true ||
  write_only === true ||
  Object.values(nested_type?.attributes ?? {}).some(isSecret);
