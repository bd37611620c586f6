import { checkInputs } from "../../../lib/inputs/check";
import { type Inputs, isNullable, isRequired } from "../../../lib/inputs/declaration";
import type { ModuleName } from "../../../modules/names";
import { didYouMean } from "../../suggest";
import { Evaluator } from "../evaluate";
import type { Problem } from "../finding";
import type { Attribute } from "../model/configuration";
import { startOf } from "../model/range";
import type { VariableFile } from "../model/variable-file";
import { UNKNOWN, type Value, isKnown } from "../value";
import { CROSS_RULES, type Given } from "./cross-inputs";
import { MODULE_INPUTS, inputNamed, variableNames } from "./module-inputs";
import { convert } from "./types";

/** Files of variables that are given to one module together. */
export interface Values {
  readonly module: ModuleName;
  readonly files: readonly VariableFile[];
}

/** Values against the inputs that a module declares: names, types, the inputs' own rules, and what they say together. */
export function checkValues({ module, files }: Values): Problem[] {
  const inputs = MODULE_INPUTS[module];
  const attributes = files.flatMap(({ values }) => [...values.values()]);
  const known = attributes.filter(({ name }) => inputNamed(name) in inputs);
  const given = new Map<string, { readonly attribute: Attribute; readonly value: Value }>();
  const problems = attributes
    .filter((attribute) => !known.includes(attribute))
    .map((attribute) => unknownName(module, attribute));
  for (const attribute of known) {
    const name = inputNamed(attribute.name);
    const checked = checkOne(inputs, name, attribute);
    problems.push(...checked.problems);
    // Of several files the last counts.
    if (checked.value !== null) given.set(name, { attribute, value: checked.value });
    else given.delete(name);
  }
  const values: Given = new Map(
    [...given].map(([name, { value }]): [string, Value] => [name, value]),
  );
  for (const { at, check } of CROSS_RULES[module]) {
    const found = check(values);
    const place = given.get(at) ?? [...given.values()].at(-1);
    if (found !== undefined && place !== undefined)
      problems.push({ ...found, range: place.attribute.nameRange, secret: true });
  }
  return [...problems, ...missing(module, inputs, known, files)];
}

const UNREADABLE: Value = UNKNOWN;

function checkOne(
  inputs: Inputs,
  name: string,
  attribute: Attribute,
): { readonly value: Value; readonly problems: Problem[] } {
  const input = inputs[name]!;
  const secret = input.sensitive === true;
  const problem = (message: string, mend: string): Problem => ({
    message,
    mend,
    range: attribute.value.range,
    ...(secret ? { secret } : {}),
  });
  const value = EVALUATOR.evaluate(attribute.value);
  if (value === null) {
    const isWrong = isRequired(input) && !isNullable(input);
    const problems = isWrong
      ? [problem(`${name} is null, and it must be given.`, `Give ${input.type}: a value of it.`)]
      : [];
    return { value, problems };
  }
  const converted = convert(input.type, value);
  if ("problem" in converted)
    return {
      value: UNREADABLE,
      problems: [problem(`${name}: ${converted.problem}.`, "Correct the value.")],
    };
  if (!isKnown(converted.value)) return { value: converted.value, problems: [] };
  const problems = checkInputs({ [name]: input }, { [name]: converted.value }).map(({ message }) =>
    problem(...sentences(message)),
  );
  return { value: converted.value, problems };
}

/** Nothing in a file of variables refers to anything. */
const EVALUATOR = new Evaluator({
  folder: ".",
  files: [],
  blocks: [],
  problems: [],
  role: "root",
  calls: new Map(),
  missing: new Set(),
  comments: [],
});

/** An input's message says first what is wrong, then how to mend it. */
function sentences(message: string): [message: string, mend: string] {
  const at = message.search(/(?<=\.) (?=[A-Z])/);
  return at === -1
    ? [message, "Correct the value."]
    : [message.slice(0, at), message.slice(at + 1)];
}

function unknownName(module: ModuleName, { name, nameRange }: Attribute): Problem {
  const names = variableNames(MODULE_INPUTS[module]);
  return {
    message: `${module} has no input ${name}.`,
    mend: `${didYouMean(name, names)}Its inputs are: ${names.join(", ")}.`,
    range: nameRange,
  };
}

/** What nobody has given; a variable of the environment may, which can't be seen from here. */
function missing(
  module: ModuleName,
  inputs: Inputs,
  known: readonly Attribute[],
  files: readonly VariableFile[],
): Problem[] {
  const names = known.map(({ name }) => inputNamed(name));
  return Object.entries(inputs)
    .filter(([name, input]) => isRequired(input) && !names.includes(name))
    .map(([name, input]) => ({
      message: `${name} is missing, which ${module} can't do without.`,
      mend: `Add it (${input.type}), or give it as TF_VAR_${name} and turn this rule off for the file.`,
      severity: "warning",
      range: startOf(files.at(-1)!.file),
    }));
}
