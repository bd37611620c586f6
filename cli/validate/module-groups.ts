import { posix } from "node:path";
import type { Module } from "../terraform/configuration";
import type { VariableFile } from "../terraform/variable-file";
import { autoLoadedValues } from "./variables/auto-loaded";
import type { Workspace } from "./workspace";

/** Modules that call each other by a path, with their variable files; or one plan. Rules check one group at a time. */
export interface ModuleGroup extends Workspace {
  /** The topmost folder, or the plan's file. */
  readonly name: string;
  /** Whether all of its files could be read. */
  readonly isComplete: boolean;
}

/** Splits a workspace into groups. */
export function moduleGroups({ modules, plans, variableFiles }: Workspace): ModuleGroup[] {
  const known = new Map(modules.map((module) => [module.folder, module]));
  const parents = new Map(modules.map(({ folder }) => [folder, folder]));
  const top = (folder: string): string => {
    let at = folder;
    while (parents.get(at) !== at) at = parents.get(at)!;
    parents.set(folder, at);
    return at;
  };
  for (const { folder, calls } of modules)
    for (const called of calls.values())
      if (known.has(called)) parents.set(top(called), top(folder));
  const groups = new Map<string, { modules: Module[]; variableFiles: VariableFile[] }>();
  const groupNamed = (name: string) => {
    const found = groups.get(name) ?? { modules: [], variableFiles: [] };
    groups.set(name, found);
    return found;
  };
  for (const module of modules) groupNamed(top(module.folder)).modules.push(module);
  for (const file of variableFiles) {
    const folder = file.module === undefined ? nearestModule(file.file, known) : undefined;
    // Files for this project's modules are checked together.
    groupNamed(folder === undefined ? "values" : top(folder)).variableFiles.push(file);
  }
  return [
    ...[...groups].map(([name, group]): ModuleGroup => ({
      name,
      isComplete: [...group.modules, ...group.variableFiles].every(
        ({ problems }) => problems.length === 0,
      ),
      plans: [],
      variableFiles: group.variableFiles,
      modules: group.modules.map((module) => withLoadedValues(module, group.variableFiles)),
    })),
    ...plans.map((plan): ModuleGroup => ({
      name: plan.file,
      isComplete: true,
      modules: [],
      plans: [plan],
      variableFiles: [],
    })),
  ];
}

/** The module in a file's folder, or in the nearest folder above. */
function nearestModule(file: string, known: ReadonlyMap<string, Module>): string | undefined {
  let folder = posix.dirname(posix.normalize(file));
  for (;;) {
    if (known.has(folder)) return folder;
    const above = posix.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

/** A root with the values of the files that Terraform loads automatically. */
const withLoadedValues = (module: Module, variableFiles: readonly VariableFile[]): Module =>
  module.role === "root"
    ? { ...module, autoLoadedValues: autoLoadedValues(module.folder, variableFiles) }
    : module;
