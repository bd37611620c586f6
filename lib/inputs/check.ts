import type { Input, Inputs } from "./declaration";

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
  return Object.entries(inputs).flatMap(([name, input]) =>
    problemsOf(name, input, values[name]).map((message) => ({ input: name, message })),
  );
}

function problemsOf(path: string, input: Input, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const broken = (input.rules ?? []).flatMap((rule) => {
    const bad = rule.check(value);
    return bad === undefined ? [] : [`${path}: ${rule.message.replaceAll("{bad}", () => bad)}`];
  });
  return [...broken, ...problemsOfAttributes(path, input, value)];
}

/** Terraform itself drops an attribute that an object's type does not have, without a word. */
function problemsOfAttributes(path: string, { attributes }: Input, value: unknown): string[] {
  if (attributes === undefined) return [];
  return Object.entries(value as object).flatMap(([name, attribute]) =>
    Object.hasOwn(attributes, name)
      ? problemsOf(`${path}.${name}`, attributes[name]!, attribute)
      : [
          `${path}: "${name}" is not one of its attributes. Its attributes are: ${Object.keys(attributes).join(", ")}.`,
        ],
  );
}
