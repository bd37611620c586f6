import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { reachableModules } from "../module-calls/module-calls";
import { requiredProviders } from "../../terraform/provider-requirements";
import type { Module } from "../../terraform/configuration";
import type { SourceFiles } from "../source-files";

/** A folder that Terraform validates. */
export interface Root {
  /** As a user would write it. */
  readonly folder: string;
  /** The absolute path. */
  readonly path: string;
  readonly files: readonly string[];
  /** All folders that it reads, including its own. */
  readonly reads: readonly string[];
  /** Whether it expects providers from its callers. */
  readonly takesProviders: boolean;
}

/**
 * The roots of a run: folders with Terraform files that no other one calls by a path, and each built module.
 *
 * @param temp a folder for files that are not on the disk
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
