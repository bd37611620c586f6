import { Token } from "cdktf";
import { invalidInputs, literalSecret, missingInput, unknownInput } from "../errors";
import { checkInputs } from "./check";
import {
  type Input,
  type Inputs,
  type PropsOf,
  type ResolvedInputs,
  isRequired,
} from "./declaration";

/**
 * Fills in defaults and rejects invalid values.
 *
 * @throws ConfigurationError for an unknown or missing input, a plain secret, or values that break a rule
 */
export function resolveInputs<I extends Inputs>(
  construct: string,
  inputs: I,
  props: PropsOf<I>,
): ResolvedInputs<I> {
  const given = props as Readonly<Record<string, unknown>>;
  const names = Object.keys(inputs);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownInput(construct, unknown, names);

  const missing = names.find((name) => isRequired(inputs[name]!) && given[name] == null);
  if (missing !== undefined) throw missingInput(construct, missing);

  const secret = names.find(
    (name) => inputs[name]!.ephemeral === true && given[name] != null && !isReference(given[name]),
  );
  if (secret !== undefined) throw literalSecret(construct, secret);

  const findings = checkInputs(inputs, plainOf(inputs, given));
  if (findings.length > 0)
    throw invalidInputs(
      construct,
      findings.map(({ message }) => message),
    );

  return Object.fromEntries(
    names.map((name) => [name, resolved(inputs[name]!, given[name])]),
  ) as ResolvedInputs<I>;
}

function resolved(input: Input, given: unknown): unknown {
  const { attributes } = input;
  if (attributes === undefined) return given ?? input.default ?? null;
  const values = (given ?? {}) as Values;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      resolved(attribute, values[name]),
    ]),
  );
}

type Values = Readonly<Record<string, unknown>>;

/** The plain values: those known at synth. Of an object, its plain attributes. */
const plainOf = (inputs: Inputs, given: Values): Values =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const attributes = inputs[name]?.attributes;
      if (attributes !== undefined && typeof value === "object" && value !== null)
        return [[name, plainOf(attributes, value as Values)]];
      return isReference(value) ? [] : [[name, value]];
    }),
  );

/** Whether only Terraform knows a value, or a part of a list or map. */
function isReference(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(value)
      .flat()
      .some((part) => Token.isUnresolved(part))
  );
}
