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
  "list(map(string))": Value<readonly StringMap[]>;
  /** A list of anything; Terraform's `list(any)` would want elements of one type. */
  any: Value<readonly unknown[]>;
  /** Settings that belong together, by attribute: {@link Input.attributes} types each. */
  object: { readonly [attribute: string]: unknown };
}

/** What a prop accepts for each type. */
interface PropTypes extends Omit<InputTypes, "bool" | "map(string)" | "list(map(string))" | "any"> {
  bool: PropValue<boolean>;
  "map(string)": PropValue<StringMap>;
  "list(map(string))": PropValue<readonly StringMap[]>;
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
  /** The attributes of an `object`, each with a default; the object's own default is `{}`. */
  readonly attributes?: Attributes;
}

/** An attribute of an `object`: what an input is, but no object itself and never required. */
export interface Attribute<
  T extends Exclude<keyof InputTypes, "object"> = Exclude<keyof InputTypes, "object">,
> extends Omit<Input<T>, "attributes" | "sensitive" | "ephemeral"> {
  readonly default: unknown;
}

/** The attributes of an `object`, by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** A module's inputs, by name. */
export type Inputs = Readonly<Record<string, Input>>;

/** Declares a module's inputs; keeps their literal types, from which {@link PropsOf} is derived. */
export const defineInputs = <const I extends Inputs>(inputs: I): I => inputs;

type InputValue<I extends Input> = I extends { attributes: infer A extends Attributes }
  ? { readonly [N in keyof A]?: InputTypes[A[N]["type"]] }
  : InputTypes[I["type"]];
type RequiredNames<I extends Inputs> = {
  [N in keyof I]: I[N] extends { default: unknown } ? never : N;
}[keyof I];

type PropValueOf<I extends Input> = I extends { attributes: infer A extends Attributes }
  ? { readonly [N in keyof A]?: PropTypes[A[N]["type"]] }
  : PropTypes[I["type"]];

/** The props of a construct with these inputs: plain values or references; those with a default may be left out. */
export type PropsOf<I extends Inputs> = {
  readonly [N in RequiredNames<I>]: PropValueOf<I[N]>;
} & {
  readonly [N in Exclude<keyof I, RequiredNames<I>>]?: PropValueOf<I[N]>;
};

/** A reference to the variable of each input. */
export type VariablesOf<I extends Inputs> = { readonly [N in keyof I]: InputValue<I[N]> };

type ResolvedValue<I extends Input> = I extends { attributes: infer A extends Attributes }
  ? { readonly [N in keyof A]: InputTypes[A[N]["type"]] | OrNull<A[N]> }
  : InputTypes[I["type"]] | OrNull<I>;
type OrNull<I> = I extends { default: null } ? null : never;

/** Every input with its default filled in, attributes of objects included; `null` where the module decides. */
export type ResolvedInputs<I extends Inputs> = {
  readonly [N in keyof I]: ResolvedValue<I[N]>;
};

/** Whether an input can be `null`: only if that is its default. */
export const isNullable = (input: Input): boolean => input.default === null;

/** Whether an input must be given. */
export const isRequired = (input: Input): boolean => !("default" in input);

/**
 * Terraform's type constraint of an input.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#optional-object-type-attributes
 */
export function typeConstraint(input: Pick<Input, "type" | "attributes">): string {
  if (input.attributes === undefined) return input.type;
  const attributes = Object.entries(input.attributes).map(([name, attribute]) => {
    const withDefault = isNullable(attribute) ? "" : `, ${JSON.stringify(attribute.default)}`;
    return `${name} = optional(${attribute.type}${withDefault})`;
  });
  return `object({ ${attributes.join(", ")} })`;
}
