import { posix } from "node:path";
import {
  type Attribute,
  type Block,
  type Body,
  type Module,
  blocksOf,
  isTrue,
  valueOf,
} from "../model/configuration";
import type { Subject } from "../subject";
import type { SchemaKind, Type } from "./kept-types";
import { ModuleProviders } from "./providers";
import { readType } from "./type";

/** A variable of a module. */
export interface Variable {
  readonly name: string;
  readonly block: Block;
  readonly type: Type;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
  readonly isEphemeral: boolean;
  readonly isSensitive: boolean;
}

/** The top-level blocks whose types providers have. */
export const KINDS: readonly SchemaKind[] = ["resource", "data", "ephemeral"];

/** What is declared in one module. */
export class Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Attribute>;
  readonly calls: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly providers: ModuleProviders;
  private readonly typed: ReadonlyMap<string, Block>;

  constructor(
    readonly module: Module,
    private readonly subject: Subject,
  ) {
    const byName = (type: string) =>
      new Map(blocksOf(module, type).map((block) => [block.labels[0] ?? "", block]));
    this.variables = new Map(
      [...byName("variable")].map(([name, block]) => [name, variableOf(name, block)]),
    );
    this.locals = new Map(
      blocksOf(module, "locals").flatMap(({ body }) => [...body.attributes.entries()]),
    );
    this.calls = byName("module");
    this.outputs = byName("output");
    this.providers = new ModuleProviders(module);
    const withChecks = [
      ...module.blocks,
      // A check may have a data source of its own.
      ...blocksOf(module, "check").flatMap(({ body }) => body.blocks),
    ];
    this.typed = new Map(
      withChecks
        .filter(({ type, labels }) => KINDS.includes(type as SchemaKind) && labels.length === 2)
        .map((block) => [[block.type, ...block.labels].join("."), block]),
    );
  }

  /** The folders of all modules of the run. */
  get folders(): readonly string[] {
    return this.subject.modules.map(({ folder }) => folder);
  }

  /** A resource, data source or ephemeral resource. */
  declared(kind: SchemaKind, type: string, name: string): Block | undefined {
    return this.typed.get(`${kind}.${type}.${name}`);
  }

  /** `type.name` of everything of a kind. */
  addresses(kind: SchemaKind): string[] {
    return [...this.typed.keys()]
      .filter((key) => key.startsWith(`${kind}.`))
      .map((key) => key.slice(kind.length + 1));
  }

  /** What `path.module` is; undefined where that isn't known. */
  get path(): string | undefined {
    return pathOf(this, this.subject);
  }

  /** The module that a call leads to, where it is read in the same run. */
  called(call: Block): Scope | undefined {
    const source = valueOf(call.body, "source");
    if (source?.kind !== "literal" || !/^\.\.?(\/|$)/.test(String(source.value))) return undefined;
    const folder = posix.join(this.module.folder, String(source.value)).replace(/\/$/, "");
    const found = this.subject.modules.find(
      (each) => posix.normalize(each.folder).replace(/\/$/, "") === folder,
    );
    return found === undefined ? undefined : scopeOf(found, this.subject);
  }
}

function variableOf(name: string, block: Block): Variable {
  const { body } = block;
  const type = body.attributes.get("type");
  return {
    name,
    block,
    type: type === undefined ? "dynamic" : readType(type.source).type,
    isRequired: !body.attributes.has("default"),
    isNullable: !isFalse(body, "nullable"),
    isEphemeral: isTrue(body, "ephemeral"),
    isSensitive: isTrue(body, "sensitive"),
  };
}

function isFalse(body: Body, name: string): boolean {
  const value = valueOf(body, name);
  return value?.kind === "literal" && String(value.value) === "false";
}

const scopes = new WeakMap<Subject, Map<Module, Scope>>();

/** A module's scope, made once in a run. */
export function scopeOf(module: Module, subject: Subject): Scope {
  const ofSubject = scopes.get(subject) ?? new Map<Module, Scope>();
  scopes.set(subject, ofSubject);
  const known = ofSubject.get(module) ?? new Scope(module, subject);
  ofSubject.set(module, known);
  return known;
}

/**
 * What `path.module` is: the folder as seen from the root that calls the module; undefined where several roots see it
 * differently, or none is read.
 */
function pathOf({ module }: Scope, subject: Subject): string | undefined {
  const roots = scopesOf(subject).filter((each) => each.module.role === "root");
  const paths = roots
    .filter((root) => reachedFrom(root).has(module))
    .map((root) => posix.relative(root.module.folder, module.folder) || ".");
  return new Set(paths).size === 1 ? paths[0] : undefined;
}

/** The modules that one calls, itself and others by others. */
function reachedFrom(scope: Scope, reached = new Set<Module>()): ReadonlySet<Module> {
  if (reached.has(scope.module)) return reached;
  reached.add(scope.module);
  for (const call of scope.calls.values()) {
    const called = scope.called(call);
    if (called !== undefined) reachedFrom(called, reached);
  }
  return reached;
}

/** The scopes of all modules of a run. */
export const scopesOf = (subject: Subject): Scope[] =>
  subject.modules.map((module) => scopeOf(module, subject));
