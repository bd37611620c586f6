import { checkInputs } from "../../../lib/inputs/check";
import type { Input } from "../../../lib/inputs/declaration";
import { checkCrossInputs } from "../../../modules/cross-inputs";
import { STACK_INPUTS } from "../../../modules/stack-inputs";
import type { ModuleName } from "../../../modules/module-names";
import { secretTypeOf } from "../secrets/secret-patterns";
import type { Problem } from "../finding";
import type { Range } from "../../terraform/range";
import { UNKNOWN, type Value, isKnown } from "../../terraform/values/value";
import { convert } from "../../terraform/values/convert";

/** A value for an input. */
export interface GivenValue {
  /** The input's name. */
  readonly name: string;
  readonly value: Value;
  readonly range: Range;
}

/**
 * Checks values against the inputs of one of this project's modules: types, the inputs' rules, and rules that span inputs.
 *
 * @param place the beginning of messages: `module.apono: `
 */
export function checkValues(
  module: ModuleName,
  given: readonly GivenValue[],
  place = "",
): Problem[] {
  const inputs = STACK_INPUTS[module];
  const values = new Map<string, Value>();
  const problems = given.flatMap(({ name, value, range }): Problem[] => {
    const input: Input | undefined = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    // The last of several values counts.
    values.delete(name);
    if (input === undefined || value === null) return [];
    const converted = convert(input, value);
    const secret = input.sensitive === true ? { secret: true } : {};
    if ("problem" in converted)
      return [
        {
          message: `${place}${name} ${converted.problem}.`,
          fix: input.type.startsWith("list")
            ? `Write it in brackets: ${name} = [ … ].`
            : "Correct the value.",
          range,
          ...secret,
        },
      ];
    values.set(name, converted.value);
    return checkInputs({ [name]: input }, { [name]: knownPart(input, converted.value) }).map(
      ({ message }) =>
        holdsCredentials(JSON.stringify(converted.value))
          ? {
              message: `${place}${name} contains credentials and is not valid.`,
              fix: `Remove the credentials. ${input.description}`,
              range,
              secret: true,
            }
          : { ...inTwo(`${place}${message}`), range, ...secret },
    );
  });
  const rangeOf = (name: string) => given.findLast((each) => each.name === name)?.range;
  return [
    ...problems,
    ...checkCrossInputs(module, withoutCredentials(values)).flatMap(({ at, message, fix }) => {
      const range = rangeOf(at) ?? given.at(-1)?.range;
      return range === undefined
        ? []
        : [{ message: `${place}${message}`, fix, range, secret: true }];
    }),
  ];
}

/** What can be checked before a plan: a value that is known, and of an object its known attributes. */
function knownPart({ attributes }: Input, value: Value): unknown {
  if (attributes === undefined || typeof value !== "object")
    return isKnown(value) ? value : undefined;
  const known = Object.entries(value ?? {}).filter(([, each]) => isKnown(each));
  return Object.fromEntries(known);
}

/** Values that messages can show. */
const withoutCredentials = (values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  new Map(
    [...values].map(([name, value]) => [
      name,
      holdsCredentials(JSON.stringify(value) ?? "") ? UNKNOWN : value,
    ]),
  );

/** Whether a value must not be shown: a URL with a password, or a known secret format. */
const holdsCredentials = (text: string): boolean =>
  /:\/\/[^/\s"]*@/.test(text) || secretTypeOf(text) !== undefined;

/** Splits the message of an input's rule into the problem and the fix. */
function inTwo(message: string): { message: string; fix: string } {
  const end = /\. (?=[A-Z])/.exec(message)?.index;
  return end === undefined
    ? { message, fix: "Set a value that the module accepts." }
    : { message: message.slice(0, end + 1), fix: message.slice(end + 2) };
}
