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
  /** The module that it stands in. */
  readonly caller: Module;
  readonly block: Block;
  /** `apono`, of `module "apono"`. */
  readonly name: string;
  /** Empty where it is not written out. */
  readonly source: string;
  readonly sourceRange: Range;
  /** Which of ours is called. */
  readonly published: ModuleName | undefined;
  /** Whether it is the public module that ours take over from. */
  readonly isPublic: boolean;
  /** Whether it is Apono's module for another cloud. */
  readonly isOtherCloud: boolean;
}

/** Every module that is called in a module. */
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

/** Calls of one of our modules. */
export type PublishedCall = ModuleCall & { readonly published: ModuleName };

export const publishedCallsIn = (caller: Module): PublishedCall[] =>
  callsIn(caller).filter((call): call is PublishedCall => call.published !== undefined);

/** Whether what is called is a connector of some kind. */
export const callsConnector = ({ published, isPublic, isOtherCloud }: ModuleCall): boolean =>
  published !== undefined || isPublic || isOtherCloud;

/** Whether a module is deployed as it is and runs a connector by one of our modules or the public one. */
export const usesConnector = (module: Module): boolean =>
  module.role === "root" &&
  callsIn(module).some(({ published, isPublic }) => published !== undefined || isPublic);

/** The module of the same workspace that a call leads to. */
export const calledModule = (
  { caller, source }: ModuleCall,
  { modules }: Workspace,
): Module | undefined => {
  const folder = caller.calls.get(source);
  return folder === undefined ? undefined : modules.find((each) => each.folder === folder);
};

/** A module, and all that its calls lead to by a path, each once. */
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

/** Arguments of a `module` block that are Terraform's own. https://developer.hashicorp.com/terraform/language/block/module */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
]);

/** The arguments of a call that are meant as inputs. */
export const inputArguments = ({ attributes }: Body): Attribute[] =>
  [...attributes.values()].filter(({ name }) => !META_ARGUMENTS.has(name) && name !== "//");
