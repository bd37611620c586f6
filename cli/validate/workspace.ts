import type { Module } from "../terraform/configuration";
import type { VariableFile } from "../terraform/variable-file";
import type { Plan } from "./plan/plan";

/** Everything that one run checks. */
export interface Workspace {
  readonly modules: readonly Module[];
  readonly plans: readonly Plan[];
  readonly variableFiles: readonly VariableFile[];
}
