import { posix } from "node:path";
import type { Module } from "../terraform/configuration";
import type { VariableFile } from "../terraform/variable-file";
import type { Subject } from "./workspace";
import { loadedIn } from "./variables/auto-loaded";

/** What belongs together: modules that call each other by a path, with their files of values; and each plan by itself. */
export interface Unit extends Subject {
  /** The folder at its top, or the file. */
  readonly name: string;
  /** Whether all of its files could be read. */
  readonly isWhole: boolean;
}

/** The units of a subject, each of which rules look at apart. */
export function unitsOf({ modules, plans, variableFiles }: Subject): Unit[] {
  const known = new Map(modules.map((module) => [module.folder, module]));
  const groups = new Map(modules.map(({ folder }) => [folder, folder]));
  const top = (folder: string): string => {
    let at = folder;
    while (groups.get(at) !== at) at = groups.get(at)!;
    groups.set(folder, at);
    return at;
  };
  for (const { folder, calls } of modules)
    for (const called of calls.values())
      if (known.has(called)) groups.set(top(called), top(folder));
  const units = new Map<string, { modules: Module[]; variableFiles: VariableFile[] }>();
  const unit = (name: string) => {
    const found = units.get(name) ?? { modules: [], variableFiles: [] };
    units.set(name, found);
    return found;
  };
  for (const module of modules) unit(top(module.folder)).modules.push(module);
  for (const file of variableFiles) {
    const folder = file.module === undefined ? folderAbove(file.file, known) : undefined;
    // Files for one of this project's modules are taken together.
    unit(folder === undefined ? "values" : top(folder)).variableFiles.push(file);
  }
  return [
    ...[...units].map(([name, each]): Unit => ({
      name,
      isWhole: [...each.modules, ...each.variableFiles].every((one) => one.problems.length === 0),
      plans: [],
      variableFiles: each.variableFiles,
      modules: each.modules.map((module) => given(module, each.variableFiles)),
    })),
    ...plans.map((plan) => ({
      name: plan.file,
      isWhole: true,
      modules: [],
      plans: [plan],
      variableFiles: [],
    })),
  ];
}

/** The nearest folder of Terraform from a file up. */
function folderAbove(file: string, known: ReadonlyMap<string, Module>): string | undefined {
  let folder = posix.dirname(posix.normalize(file));
  for (;;) {
    if (known.has(folder)) return folder;
    const above = posix.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

/** A root with the values that Terraform takes by itself in its folder. */
const given = (module: Module, variableFiles: readonly VariableFile[]): Module =>
  module.role === "root" ? { ...module, given: loadedIn(module.folder, variableFiles) } : module;
