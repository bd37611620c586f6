import type { Value } from "../terraform/values/value";

/** A value of a variable, and where it comes from. */
export interface Given {
  /** As written in the environment or on the command line; JSON for a value in a file that is not a string. */
  readonly text: string;
  /** The typed value, if it is in a file. */
  readonly value?: Value;
  /** The value of `text` as an expression; undefined if it is not one. */
  readonly expression?: Value;
  /** `TF_VAR_subnetIds`, `--subnet`, `subnetIds in production.tfvars`, … */
  readonly source: string;
  /** The file that it is in, if any. */
  readonly file?: string;
}
