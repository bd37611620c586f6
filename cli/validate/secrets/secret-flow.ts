import {
  calledModule,
  callsIn,
  META_ARGUMENTS,
  type ModuleCall,
} from "../module-calls/module-calls";
import { MODULE_INPUTS } from "../../../modules/inputs";
import { type Block, type Module, blocksOf } from "../../terraform/configuration";
import type { Workspace } from "../workspace";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { type Located, namesIn } from "../../terraform/values/located-value";
import { type Destination, destinationsIn } from "./destinations";
import { SECRET_INPUTS, isTokenName } from "./secret-names";

/** The inputs of a published module, or of the public one, that hold a secret. */
export const secretInputsOf = ({ published, isPublic }: ModuleCall): readonly string[] =>
  published !== undefined
    ? [...SECRET_INPUTS].filter((name) => name in MODULE_INPUTS[published])
    : isPublic
      ? [...SECRET_INPUTS]
      : [];

/** The variables that a value references. */
export const variablesIn = (value: Located): string[] =>
  namesIn(value).flatMap((name) => [...name.matchAll(/\bvar\.([\w-]+)/g)].map(([, each]) => each!));

const flows = new WeakMap<Workspace, SecretFlow>();

/** The flow of a workspace's secrets; the result is cached. */
export const secretFlowOf = (workspace: Workspace): SecretFlow => {
  const flow =
    flows.get(workspace) ??
    new SecretFlow(workspace, ({ labels: [name = ""] }) => isTokenName(name));
  flows.set(workspace, flow);
  return flow;
};

/**
 * Which variables hold the token: those with its name, and those that reach a place for it, whatever they are called, through
 * module calls in both directions.
 */
export class SecretFlow {
  readonly destinations: readonly Destination[];
  private readonly tokens = new Map<Module, Set<string>>();

  /** @param isSecret whether a variable holds a secret by its declaration */
  constructor(
    private readonly workspace: Workspace,
    isSecret: (variable: Block) => boolean,
  ) {
    this.destinations = destinationsIn(workspace);
    for (const module of workspace.modules)
      this.tokens.set(
        module,
        new Set(
          blocksOf(module, "variable")
            .filter(isSecret)
            .map(({ labels: [name = ""] }) => name),
        ),
      );
    for (const { module, value, isToken, takesReference } of this.destinations)
      if (isToken && !takesReference)
        for (const name of variablesIn(value)) this.tokens.get(module)?.add(name);
    while (this.propagate());
  }

  /** The names of a module's variables that hold a secret. */
  secretVariables(module: Module): ReadonlySet<string> {
    return this.tokens.get(module) ?? new Set();
  }

  /** The first secret variable that a value references. */
  secretVariableIn(module: Module, value: Located): string | undefined {
    const secret = this.secretVariables(module);
    return secret.size === 0 ? undefined : variablesIn(value).find((name) => secret.has(name));
  }

  /** Propagates secrets through module calls, one step. @returns whether it found a new variable */
  private propagate(): boolean {
    let isNew = false;
    const mark = (module: Module, name: string) => {
      const known = this.tokens.get(module)!;
      isNew ||= !known.has(name);
      known.add(name);
    };
    for (const module of this.workspace.modules)
      for (const call of callsIn(module)) {
        const called = calledModule(call, this.workspace);
        const inner = called === undefined ? undefined : this.secretVariables(called);
        const secret = new Set([...secretInputsOf(call), ...(inner ?? [])]);
        if (secret.size === 0 && this.secretVariables(module).size === 0) continue;
        for (const { name, value } of call.block.body.attributes.values()) {
          if (META_ARGUMENTS.has(name)) continue;
          const read = symbolicEvaluatorOf(module).read(value);
          if (secret.has(name)) for (const each of variablesIn(read)) mark(module, each);
          else if (called !== undefined && this.secretVariableIn(module, read) !== undefined)
            mark(called, name);
        }
      }
    return isNew;
  }
}
