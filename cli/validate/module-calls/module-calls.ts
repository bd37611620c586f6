import type { ModuleName } from "../../../modules/module-names";
import {
  type Attribute,
  type Block,
  type Body,
  type Module,
  blocksOf,
  valueOf,
} from "../../terraform/configuration";
import type { Range } from "../../terraform/range";
import type { Workspace } from "../workspace";
import { isPublicModule, publishedModuleOf } from "./module-source";

/** A `module` block. */
export interface ModuleCall {
  /** The calling module. */
  readonly caller: Module;
  readonly block: Block;
  /** `apono`, of `module "apono"`. */
  readonly name: string;
  /** Empty if it is not a literal. */
  readonly source: string;
  readonly sourceRange: Range;
  /** The published module of this project that is called. */
  readonly published: ModuleName | undefined;
  /** Whether it is Apono's public module, which this project's modules replace. */
  readonly isPublic: boolean;
  /** Whether it is Apono's module for another cloud. */
  readonly isOtherCloud: boolean;
}

/** The module calls in a module; the result is cached. */
export function callsIn(caller: Module): readonly ModuleCall[] {
  const known = calls.get(caller) ?? read(caller);
  calls.set(caller, known);
  return known;
}

const calls = new WeakMap<Module, readonly ModuleCall[]>();

const read = (caller: Module): ModuleCall[] =>
  blocksOf(caller, "module").map((block) => {
    const value = valueOf(block.body, "source");
    const source = value?.kind === "literal" ? String(value.value) : "";
    const published = publishedModuleOf(source, caller.folder);
    return {
      caller,
      block,
      name: block.labels[0] ?? "",
      source,
      sourceRange: value?.range ?? block.range,
      published,
      isPublic: published === undefined && isPublicModule(source),
      isOtherCloud: /(^|[/:@])apono-io\/terraform-modules(\.git)?\/\/?(azure|gcp)\b/i.test(source),
    };
  });

/** A call of one of this project's published modules. */
export type PublishedCall = ModuleCall & { readonly published: ModuleName };

export const publishedCallsIn = (caller: Module): PublishedCall[] =>
  callsIn(caller).filter((call): call is PublishedCall => call.published !== undefined);

/** Whether a call makes a connector. */
export const callsConnector = ({ published, isPublic, isOtherCloud }: ModuleCall): boolean =>
  published !== undefined || isPublic || isOtherCloud;

/** Whether a module is a root that calls one of this project's modules or the public one. */
export const usesConnector = (module: Module): boolean =>
  module.role === "root" &&
  callsIn(module).some(({ published, isPublic }) => published !== undefined || isPublic);

/** The called module, if it is in the workspace. */
export const calledModule = (
  { caller, source }: ModuleCall,
  { modules }: Workspace,
): Module | undefined => {
  const folder = caller.calls.get(source);
  return folder === undefined ? undefined : modules.find((each) => each.folder === folder);
};

/** A module and all modules that it calls by a path, directly or not. */
export function reachableModules(
  module: Module,
  modules: readonly Module[],
  seen = new Set<Module>(),
): ReadonlySet<Module> {
  if (seen.has(module)) return seen;
  seen.add(module);
  for (const folder of module.calls.values()) {
    const called = modules.find((each) => each.folder === folder);
    if (called !== undefined) reachableModules(called, modules, seen);
  }
  return seen;
}

/** Meta-arguments of a `module` block. https://developer.hashicorp.com/terraform/language/block/module */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
]);

/** The arguments of a call that are inputs, without meta-arguments and comments. */
export const inputArguments = ({ attributes }: Body): Attribute[] =>
  [...attributes.values()].filter(({ name }) => !META_ARGUMENTS.has(name) && name !== "//");
