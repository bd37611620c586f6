import type { Module } from "../terraform/configuration";
import type { Plan } from "./plan/plan";
import type { VariableFile } from "../terraform/variable-file";

/** All that one run looks at. */
export interface Subject {
  readonly modules: readonly Module[];
  readonly plans: readonly Plan[];
  readonly variableFiles: readonly VariableFile[];
}
