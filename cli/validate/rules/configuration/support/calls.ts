import { posix } from "node:path";
import type { ModuleName } from "../../../../../modules/names";
import { type Block, type Module, blocksOf, valueOf } from "../../../model/configuration";
import type { Range } from "../../../model/range";
import type { Subject } from "../../../subject";
import { isPublicModule, publishedModuleOf, sourceKind } from "./source";

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
}

/** Every module that is called in a module. */
export const callsIn = (caller: Module): ModuleCall[] =>
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
    };
  });

/** Calls of one of our modules. */
export type PublishedCall = ModuleCall & { readonly published: ModuleName };

export const publishedCallsIn = (caller: Module): PublishedCall[] =>
  callsIn(caller).filter((call): call is PublishedCall => call.published !== undefined);

/** Whether a module is deployed as it is and runs a connector by one of our modules or the public one. */
export const usesConnector = (module: Module): boolean =>
  module.role === "root" &&
  callsIn(module).some(({ published, isPublic }) => published !== undefined || isPublic);

/** The module of the same subject that a call leads to. */
export const calledModule = ({ caller, source }: ModuleCall, subject: Subject) =>
  sourceKind(source) === "local"
    ? subject.modules.find(
        ({ folder }) =>
          posix.normalize(folder) === posix.join(caller.folder, source).replace(/(?<=.)\/$/, ""),
      )
    : undefined;

/** Arguments of a `module` block that are Terraform's own. https://developer.hashicorp.com/terraform/language/block/module */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
]);
