import type { Block } from "../model/configuration";
import type { Expression, Reference } from "../model/expression";
import { partsOf } from "../model/expression";
import { didYouMean } from "../../suggest";
import type { Context } from "./context";
import type { Found, Topic } from "./found";
import type { SchemaKind } from "./kept-types";
import { type Step, checkPath } from "./path-check";
import { KINDS, type Scope } from "./scope";

/** What `path` and `terraform` have. https://developer.hashicorp.com/terraform/language/expressions/references */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  path: ["module", "root", "cwd"],
  terraform: ["workspace", "applying"],
};

type Told = Omit<Found, "range"> | undefined;

const told = (topic: Topic, message: string, mend: string): Told => ({ topic, message, mend });

/** Checks every reference in an expression against what the module declares, evaluated or not. */
export function* checkReferences(
  expression: Expression,
  scope: Scope,
  context: Context,
  bound: ReadonlySet<string> = new Set(context.names.keys()),
): Generator<Found> {
  if (expression.kind === "reference") {
    if (bound.has(expression.root)) return;
    const found = new ReferenceCheck(scope, context).check(expression);
    if (found !== undefined) yield { ...found, range: expression.range };
    return;
  }
  if (expression.kind === "for") {
    yield* checkReferences(expression.collection, scope, context, bound);
    const inner = new Set([...bound, ...expression.names]);
    for (const each of expression.results) yield* checkReferences(each, scope, context, inner);
    if (expression.condition !== undefined)
      yield* checkReferences(expression.condition, scope, context, inner);
    return;
  }
  for (const part of partsOf(expression)) yield* checkReferences(part, scope, context, bound);
}

class ReferenceCheck {
  constructor(
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  check({ root, steps: keys, brackets = [] }: Reference): Told {
    const steps = keys.map((key, index): Step => ({ key, inBrackets: brackets[index] ?? false }));
    const name = String(keys[0] ?? "");
    switch (root) {
      case "var":
        return this.named("variable", name, root, this.scope.variables.keys());
      case "local":
        return this.named("local value", name, root, this.scope.locals.keys());
      case "module":
        return this.module(name, steps.slice(1));
      case "each":
        return this.each(name);
      case "count":
        if (name !== "index")
          return told("context", `count has no attribute "${name}".`, "Write count.index.");
        return this.context.count
          ? undefined
          : told(
              "context",
              "count.index is used where there is no count.",
              "Set count in this block, or take another value.",
            );
      case "self":
        return this.self(steps);
      case "path":
      case "terraform":
        return NAMED[root]!.includes(name)
          ? undefined
          : told(
              "reference",
              `There is no ${root}.${name}.`,
              `Write one of ${NAMED[root]!.map((each) => `${root}.${each}`).join(", ")}.`,
            );
      case "data":
      case "ephemeral":
        return this.typed(root, name, steps.slice(1));
      case "resource":
        return this.typed("resource", name, steps.slice(1));
      default:
        return this.typed("resource", root, steps);
    }
  }

  private named(what: string, name: string, root: string, names: Iterable<string>): Told {
    const all = [...names];
    if (all.includes(name)) return undefined;
    if (name === "")
      return told(
        "reference",
        `${root} by itself is no value.`,
        `Name the ${what} that is meant, as in ${root}.name.`,
      );
    return told(
      "reference",
      `${root}.${name} is not declared in this module.`,
      `${didYouMean(name, all)}Correct the name, or declare the ${what}.`,
    );
  }

  private module(name: string, steps: readonly Step[]): Told {
    const call = this.scope.calls.get(name);
    if (call === undefined) return this.named("module", name, "module", this.scope.calls.keys());
    const address = `module.${name}`;
    const { rest, problem } = this.instance(call, address, steps);
    const [output] = rest;
    const outputs = this.scope.called(call)?.outputs;
    if (problem !== undefined || output === undefined || outputs === undefined) return problem;
    return outputs.has(String(output.key))
      ? undefined
      : told(
          "reference",
          `${address} has no output "${output.key}".`,
          `${didYouMean(String(output.key), outputs.keys())}Read an output of the module, or declare this one in it.`,
        );
  }

  private each(name: string): Told {
    if (name !== "key" && name !== "value")
      return told("context", `each has no attribute "${name}".`, "Write each.key or each.value.");
    if (this.context.forEach) return undefined;
    return told(
      "context",
      `each.${name} is used where there is no for_each.`,
      "Set for_each in this block, or take another value.",
    );
  }

  private self(steps: readonly Step[]): Told {
    const block = this.context.self;
    if (block === undefined)
      return told(
        "context",
        "self is used where it means nothing.",
        "self stands for a resource in its own postconditions, provisioners and connections only. Name what is meant.",
      );
    return this.path(block.type as SchemaKind, block, "self", steps);
  }

  private typed(kind: SchemaKind, type: string, steps: readonly Step[]): Told {
    const [named, ...after] = steps;
    const prefix = kind === "resource" ? "" : `${kind}.`;
    if (named === undefined || type === "")
      return told(
        "reference",
        `${prefix}${type} by itself is no value.`,
        kind === "resource"
          ? `Name the resource (type and name), or put "${type}" in quotes if text is meant.`
          : `Name type and name, as in ${kind}.type.name.`,
      );
    const address = `${prefix}${type}.${named.key}`;
    const block = this.scope.declared(kind, type, String(named.key));
    if (block === undefined) {
      const near = didYouMean(`${type}.${named.key}`, this.scope.addresses(kind));
      const isElsewhere = KINDS.find(
        (each) => this.scope.declared(each, type, String(named.key)) !== undefined,
      );
      return told(
        "reference",
        `${address} is not declared in this module.`,
        isElsewhere === undefined
          ? `${near}Correct the name, or declare it.`
          : `There is ${isElsewhere === "resource" ? "a resource" : isElsewhere} of that name: write ${isElsewhere === "resource" ? "" : `${isElsewhere}.`}${type}.${named.key}.`,
      );
    }
    const { rest, problem } = this.instance(block, address, after);
    return problem ?? this.path(kind, block, address, rest);
  }

  private path(kind: SchemaKind, block: Block, address: string, steps: readonly Step[]): Told {
    const known = this.scope.providers.typeOf(kind, block);
    if (known.kind !== "kept") return undefined;
    const found = checkPath(known.schema, known.later, steps, address);
    return found === undefined ? undefined : { topic: "reference", ...found };
  }

  /** Takes the key of one instance off: what has count or for_each needs it, anything else has none. */
  private instance(
    { body }: Block,
    address: string,
    steps: readonly Step[],
  ): { rest: readonly Step[]; problem?: Told } {
    const [first, ...rest] = steps;
    if (first === undefined) return { rest: [] };
    const by = ["count", "for_each"].find((name) => body.attributes.has(name));
    const isKey = first.inBrackets || typeof first.key === "number";
    if (by === undefined && isKey)
      return {
        rest,
        problem: told(
          "reference",
          `${address} has neither count nor for_each, so there is no ${address}[${JSON.stringify(first.key)}].`,
          `Write ${address} without a key.`,
        ),
      };
    if (by === undefined) return { rest: steps };
    if (isKey) return { rest };
    return {
      rest,
      problem: told(
        "reference",
        `${address} has ${by} set: ${address}.${first.key} doesn't say which of them is meant.`,
        `Write ${address}[${by === "count" ? "0" : '"key"'}].${first.key}, or ${address}[*].${first.key} for all.`,
      ),
    };
  }
}
