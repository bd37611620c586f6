import type { Attribute, SyntaxProblem } from "./configuration";

/** A file with values of variables: `.tfvars`, `.tfvars.json`. */
export interface VariableFile {
  readonly file: string;
  /** The module whose inputs it gives, where the user has said so. */
  readonly module?: string;
  readonly values: ReadonlyMap<string, Attribute>;
  readonly problems: readonly SyntaxProblem[];
}
