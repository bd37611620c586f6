import type { StringMap, Value } from "../hcl";
import type { Value as PropValue } from "./prop-types";
import type { Rule } from "./rules";

/** Terraform's type constraints that inputs use, with the value of each: plain, or a reference as cdktf has it. */
export interface InputTypes {
  string: string;
  number: number;
  bool: Value<boolean>;
  "list(string)": readonly string[];
  "map(string)": Value<StringMap>;
  /** A list of anything; Terraform's `list(any)` would want elements of one type. */
  any: Value<readonly unknown[]>;
}

/** What a prop accepts for each type. */
interface PropTypes extends Omit<InputTypes, "bool" | "map(string)" | "any"> {
  bool: PropValue<boolean>;
  "map(string)": PropValue<StringMap>;
  any: PropValue<readonly unknown[]>;
}

/** One input of a module. */
export interface Input<T extends keyof InputTypes = keyof InputTypes> {
  /** Terraform's type constraint. */
  readonly type: T;
  /** What it is, its unit and what happens when it is left out; shown in every table. */
  readonly description: string;
  /** Value when it is left out; `null`: the module decides. Absent: the input is required. */
  readonly default?: unknown;
  /** Keep the value out of Terraform's messages. */
  readonly sensitive?: boolean;
  /** Keep the value out of state and plans. https://developer.hashicorp.com/terraform/language/block/variable#ephemeral */
  readonly ephemeral?: boolean;
  /** Checked at plan, and at synth if the value is plain. */
  readonly rules?: readonly Rule[];
}

/** A module's inputs, by name. */
export type Inputs = Readonly<Record<string, Input>>;

/** Declares a module's inputs; keeps their literal types, from which {@link PropsOf} is derived. */
export const defineInputs = <const I extends Inputs>(inputs: I): I => inputs;

type InputValue<I extends Input> = InputTypes[I["type"]];
type RequiredNames<I extends Inputs> = {
  [N in keyof I]: I[N] extends { default: unknown } ? never : N;
}[keyof I];

/** The props of a construct with these inputs: plain values or references; those with a default may be left out. */
export type PropsOf<I extends Inputs> = {
  readonly [N in RequiredNames<I>]: PropTypes[I[N]["type"]];
} & {
  readonly [N in Exclude<keyof I, RequiredNames<I>>]?: PropTypes[I[N]["type"]];
};

/** A reference to the variable of each input. */
export type VariablesOf<I extends Inputs> = { readonly [N in keyof I]: InputValue<I[N]> };

/** Every input with its default filled in; `null` where the module decides. */
export type ResolvedInputs<I extends Inputs> = {
  readonly [N in keyof I]: InputValue<I[N]> | (I[N] extends { default: null } ? null : never);
};

/** Whether an input can be `null`: only if that is its default. */
export const isNullable = (input: Input): boolean => input.default === null;

/** Whether an input must be given. */
export const isRequired = (input: Input): boolean => !("default" in input);
