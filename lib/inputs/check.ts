import type { Inputs } from "./declaration";

/** A problem with a plain value of an input. */
export interface InputFinding {
  /** The input's name. */
  readonly input: string;
  /** What is wrong, with the value unless it is secret, and how to fix it. */
  readonly message: string;
}

/** Checks plain values against input declarations; inputs that are not given are not checked. */
export function checkInputs(
  inputs: Inputs,
  values: Readonly<Record<string, unknown>>,
): InputFinding[] {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const value = values[name];
    if (value === undefined || value === null) return [];
    return (input.rules ?? []).flatMap((rule) => {
      const bad = rule.check(value);
      return bad === undefined
        ? []
        : [{ input: name, message: `${name}: ${rule.message.replaceAll("{bad}", () => bad)}` }];
    });
  });
}
