import { Token } from "cdktf";
import { invalidInputs, literalSecret, missingInput, unknownInput } from "../errors";
import { checkInputs } from "./check";
import { type Inputs, type PropsOf, type ResolvedInputs, isRequired } from "./declaration";

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

  const findings = checkInputs(inputs, plainOf(given));
  if (findings.length > 0)
    throw invalidInputs(
      construct,
      findings.map(({ message }) => message),
    );

  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? inputs[name]!.default ?? null]),
  ) as ResolvedInputs<I>;
}

/** The plain values: those known at synth. */
const plainOf = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => !isReference(value)));

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
