/** Types of outputs: Terraform's, or `object` for any other. */
export type OutputType = "string" | "number" | "bool" | "list(string)" | "map(string)" | "object";

/** One output of a module. */
export interface Output {
  /** Type of its value. @default "string" */
  readonly type?: OutputType;
  /** What it is, and its shape. */
  readonly description: string;
}

/** A module's outputs, by name (snake_case, as Terraform users expect). */
export type Outputs = Readonly<Record<string, Output>>;

/** Declares a module's outputs; keeps their names as literal types. */
export const defineOutputs = <const O extends Outputs>(outputs: O): O => outputs;

/** What an output can hold: a plain value, or a reference or expression of any kind. */
type OutputValue = string | number | boolean | object | null;

/** The values of a construct's declared outputs. */
export type OutputValues<O extends Outputs> = { readonly [N in keyof O]: OutputValue };
