import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { reachableModules } from "../module-calls/module-calls";
import { requiredProviders } from "../../terraform/provider-requirements";
import type { Module } from "../../terraform/configuration";
import type { SourceFiles } from "../source-files";

/** A folder that Terraform is asked about. */
export interface Root {
  /** As a user would write it. */
  readonly folder: string;
  /** Where it is on the disk. */
  readonly path: string;
  readonly files: readonly string[];
  /** All folders whose files it reads, the root's among them. */
  readonly reads: readonly string[];
  /** Whether it is a module that its callers give providers to. */
  readonly takesProviders: boolean;
}

/**
 * The roots of a run: folders that hold Terraform and that no other one calls by a path, and each built module.
 *
 * @param temp where texts are written that are nowhere on the disk
 */
export function rootsOf(
  {
    workspace: { modules },
    texts,
    isRequested,
  }: Pick<SourceFiles, "workspace" | "texts" | "isRequested">,
  temp: string,
): Root[] {
  return modules
    .filter((module) => module.role !== "module" || module.files.some((file) => texts.has(file)))
    .map((module) => ({ module, reads: [...reachableModules(module, modules)] }))
    .filter(({ reads }) => reads.some(({ files }) => files.some(isRequested)))
    .map(({ module, reads }): Root => {
      const held = module.files.filter((file) => texts.has(file));
      return {
        folder: module.folder,
        path: held.length === 0 ? resolve(module.folder) : written(module, texts, temp),
        files: module.files,
        reads: reads.map(({ folder }) => folder),
        takesProviders: requiredProviders(module).some(({ aliases }) => aliases.length > 0),
      };
    });
}

function written({ files }: Module, texts: ReadonlyMap<string, string>, temp: string): string {
  for (const file of files) {
    const text = texts.get(file);
    if (text === undefined) continue;
    mkdirSync(dirname(join(temp, file)), { recursive: true });
    writeFileSync(join(temp, file), text);
  }
  return dirname(join(temp, files[0]!));
}
