import type { Attribute, Comment, SyntaxProblem } from "./configuration";

/** A file with values of variables: `.tfvars`, `.tfvars.json`. */
export interface VariableFile {
  readonly file: string;
  /** The module whose inputs it gives, where the user has said so. */
  readonly module?: string;
  /** Whether it was given by its name, and not found in a folder. */
  readonly isAsked: boolean;
  readonly values: ReadonlyMap<string, Attribute>;
  readonly problems: readonly SyntaxProblem[];
  /** Comments that turn a rule off may be among them; JSON has none. */
  readonly comments: readonly Comment[];
}
