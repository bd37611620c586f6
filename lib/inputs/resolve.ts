import { Token } from "cdktf";
import { invalidInputs, literalSecret, missingInput, unknownInput } from "../errors";
import { type Inputs, type PropsOf, type ResolvedInputs, isRequired } from "./declaration";

/** Something wrong with a plain value of an input. */
export interface InputFinding {
  /** The input's name. */
  readonly input: string;
  /** What is wrong, with the value where it is no secret, and how to mend it. */
  readonly message: string;
}

/** Checks plain values against an input declaration; references are left to Terraform. All findings at once. */
export function checkInputs(
  inputs: Inputs,
  values: Readonly<Record<string, unknown>>,
): InputFinding[] {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const value = values[name];
    if (value === undefined || value === null || isReference(value)) return [];
    return (input.rules ?? []).flatMap((rule) => {
      const bad = rule.check(value);
      return bad === undefined
        ? []
        : [{ input: name, message: `${name}: ${rule.message.replaceAll("{bad}", () => bad)}` }];
    });
  });
}

/**
 * Fills in defaults and refuses what can't work.
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

  const findings = checkInputs(inputs, given);
  if (findings.length > 0)
    throw invalidInputs(
      construct,
      findings.map(({ message }) => message),
    );

  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? inputs[name]!.default ?? null]),
  ) as ResolvedInputs<I>;
}

/** Whether a value, or part of a list or map, is known to Terraform only. */
function isReference(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return (
    typeof value === "object" &&
    value !== null &&
    [...Object.keys(value), ...Object.values(value)].some((part) => Token.isUnresolved(part))
  );
}
