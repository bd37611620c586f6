import { type Body, type Module, blocksOf, valueOf } from "../../../model/configuration";
import { type Expression, type Literal, type Reference, partsOf } from "../../../model/expression";
import { ONE_WAY } from "../../../one-way";
import type { Subject } from "../../../subject";
import { META_ARGUMENTS, type ModuleCall, calledModule, callsIn } from "../support/calls";
import { PUBLISHED, SECRET_INPUTS } from "../support/published";
import { isSecretName, isTokenName } from "./names";
import { builtOf } from "./places";

/** How deep locals may lead on. */
const DEPTH = 30;

/** The inputs of a called module that hold a secret, as far as its declarations are known here. */
export const secretInputsOf = ({ published, isPublic }: ModuleCall): readonly string[] =>
  published !== undefined
    ? [...SECRET_INPUTS].filter((name) => name in PUBLISHED[published].inputs)
    : isPublic
      ? [...SECRET_INPUTS]
      : [];

/**
 * Where the token and other secrets go in a configuration: which variables hold one, and which expressions carry one on,
 * through locals, templates, functions and the modules of the same subject.
 */
export class SecretFlow {
  private readonly variables = new Map<Module, Set<string>>();
  private readonly locals = new Map<Module, Map<string, Expression>>();

  /** @param declared which variables of a module hold a secret by what is declared of them */
  constructor(
    private readonly subject: Subject,
    declared: (module: Module) => readonly string[] = secretsOf,
  ) {
    for (const module of subject.modules) {
      this.variables.set(module, new Set(declared(module)));
      this.locals.set(
        module,
        new Map(
          blocksOf(module, "locals").flatMap(({ body }) =>
            [...body.attributes.values()].map(({ name, value }) => [name, value] as const),
          ),
        ),
      );
    }
    while (this.spread());
  }

  /** The variables of a module that hold a secret. */
  secretVariables(module: Module): ReadonlySet<string> {
    return this.variables.get(module) ?? new Set();
  }

  /** The variable through which an expression carries a secret on. */
  carried(module: Module, expression: Expression): Reference | undefined {
    return this.referencesOf(module, expression).find(
      ({ root, steps }) => root === "var" && this.secretVariables(module).has(String(steps[0])),
    );
  }

  /** What an expression's value is made of: references to anything but locals, which are followed. */
  referencesOf(module: Module, expression: Expression, depth = 0): Reference[] {
    if (depth > DEPTH) return [];
    const inner = (each: Expression) => this.referencesOf(module, each, depth + 1);
    switch (expression.kind) {
      case "reference":
        return expression.root === "local"
          ? this.localValue(module, expression).flatMap(inner)
          : [expression];
      case "conditional":
        return [expression.then, expression.otherwise].flatMap(inner);
      case "access":
        return inner(expression.of);
      case "operation":
        return [];
      case "call":
        return ONE_WAY.has(expression.name) ? [] : expression.args.flatMap(inner);
      default:
        return partsOf(expression).flatMap(inner);
    }
  }

  /** The texts that are written out behind an expression, wherever they stand; not what is only part of a text. */
  literalsBehind(module: Module, expression: Expression, depth = 0): Literal[] {
    if (depth > DEPTH) return [];
    const inner = (each: Expression) => this.literalsBehind(module, each, depth + 1);
    switch (expression.kind) {
      case "literal":
        return [expression];
      case "reference":
        return expression.root === "local"
          ? this.localValue(module, expression).flatMap(inner)
          : [];
      case "template":
        return expression.parts.filter(({ kind }) => kind !== "literal").flatMap(inner);
      case "conditional":
        return [expression.then, expression.otherwise].flatMap(inner);
      case "call":
        return (builtOf(expression) ?? []).flatMap(inner);
      default:
        return [];
    }
  }

  private localValue(module: Module, { steps: [name, ...rest] }: Reference): Expression[] {
    let value = this.locals.get(module)?.get(String(name));
    // Of an object only what is read of it.
    for (const step of rest) {
      if (value?.kind !== "object") break;
      value = value.entries.find(
        ({ key }) => key.kind === "literal" && String(key.value) === String(step),
      )?.value;
    }
    return value === undefined ? [] : [value];
  }

  /** Carries knowledge over calls, once. @returns whether anything was new */
  private spread(): boolean {
    let isNew = false;
    const mark = (module: Module, name: string) => {
      const known = this.variables.get(module)!;
      isNew ||= !known.has(name);
      known.add(name);
    };
    for (const module of this.subject.modules)
      for (const call of callsIn(module)) {
        const called = calledModule(call, this.subject);
        const secret = new Set([
          ...secretInputsOf(call),
          ...(called === undefined ? [] : this.secretVariables(called)),
        ]);
        for (const { name, value } of argumentsOf(call.block.body)) {
          if (secret.has(name)) {
            for (const { root, steps } of this.referencesOf(module, value))
              if (root === "var") mark(module, String(steps[0]));
          } else if (called !== undefined && this.carried(module, value) !== undefined) {
            mark(called, name);
          }
        }
      }
    return isNew;
  }
}

const argumentsOf = ({ attributes }: Body) =>
  [...attributes.values()].filter(({ name }) => !META_ARGUMENTS.has(name));

/** Variables that are called after the connector's token. */
export const tokensOf = (module: Module): string[] =>
  blocksOf(module, "variable")
    .map(({ labels: [name = ""] }) => name)
    .filter(isTokenName);

/** Variables that hold a secret by what is declared of them. */
const secretsOf = (module: Module): string[] =>
  blocksOf(module, "variable")
    .filter(({ labels: [name = ""], body }) => {
      if (isTokenName(name)) return true;
      const isHidden = ["sensitive", "ephemeral"].some((attribute) => {
        const value = valueOf(body, attribute);
        return value?.kind === "literal" && value.value === true;
      });
      return isHidden && isSecretName(name);
    })
    .map(({ labels: [name = ""] }) => name);
