import { posix } from "node:path";
import { type Input, type Inputs, isNullable, isRequired } from "../../../lib/inputs/declaration";
import { STACK_INPUTS } from "../../../modules/stack-inputs";
import type { ModuleName } from "../../../modules/module-names";
import { didYouMean } from "../../../lib/suggestions";
import type { Problem } from "../finding";
import type { Module } from "../../terraform/configuration";
import { startOf } from "../../terraform/range";
import type { VariableFile } from "../../terraform/variable-file";
import type { Rule } from "../rule";
import { evaluateStandalone } from "../../terraform/values/evaluate";
import { type GivenValue, checkValues } from "../variables/check-values";
import { inputNamed, moduleOf, variableNames } from "../variables/module-inputs";

export const variables: Rule = {
  id: "variables",
  title: "Variable files fit the inputs of their module",
  severity: "error",
  appliesWithoutConnector: true,
  needsAllFiles: true,
  why:
    "Checks a `.tfvars` file for one of this project's modules (named with `--module`, or recognized by the " +
    "names in it) against that module's inputs: names, types and rules, as Terraform does at plan, and rules " +
    "that span inputs. Several files are checked together. Values for your own Terraform are left to " +
    "`terraform plan`.",
  source:
    "https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files",
  check: ({ variableFiles, modules }) => {
    const files = variableFiles
      .filter(({ isRequested }) => isRequested)
      .map((file) => ({ file, module: targetOf(file, modules) }));
    return [
      ...Object.keys(STACK_INPUTS).flatMap((name) => {
        const own = files.filter(({ module }) => module === name).map(({ file }) => file);
        return own.length === 0 ? [] : problemsOf(name as ModuleName, own);
      }),
      ...files.flatMap(({ file, module }) => (module === "unknown" ? unknownTarget(file) : [])),
    ];
  },
};

/** The module that a file is for; undefined if it is for the user's own Terraform files beside it. */
function targetOf({ file, module, values }: VariableFile, modules: readonly Module[]) {
  if (module !== undefined) return module as ModuleName;
  if (modules.some(({ folder }) => folder === posix.dirname(posix.normalize(file))))
    return undefined;
  return values.size === 0 ? undefined : (moduleOf([...values.keys()]) ?? "unknown");
}

function problemsOf(module: ModuleName, files: readonly VariableFile[]): Problem[] {
  const inputs: Inputs = STACK_INPUTS[module];
  const attributes = files.flatMap(({ values }) => [...values.values()]);
  const names = variableNames(inputs);
  const known = attributes.filter(({ name }) => inputNamed(name) in inputs);
  const given = known.map(({ name, value }): GivenValue => ({
    name: inputNamed(name),
    value: evaluateStandalone(value),
    range: value.range,
  }));
  return [
    ...attributes
      .filter((attribute) => !known.includes(attribute))
      .map(({ name, nameRange }) => ({
        message: `${module} has no input ${name}.`,
        fix: `${didYouMean(name, names)}Its inputs are: ${names.join(", ")}.`,
        range: nameRange,
      })),
    ...checkValues(module, given),
    ...Object.entries(inputs)
      .filter(([name, input]) => isRequired(input) && isMissing(name, input, given))
      .map(([name, input]): Problem => ({
        message: `${name} is missing; ${module} requires it.`,
        fix: `Add it (${input.type}), or set TF_VAR_${name} and suppress this rule for the file.`,
        severity: "warning",
        range: startOf(files.at(-1)!.file),
      })),
  ];
}

/** Whether no file sets it. The environment may, which can't be checked here. */
function isMissing(name: string, input: Input, given: readonly GivenValue[]): boolean {
  const last = given.findLast((each) => each.name === name);
  return last === undefined || (last.value === null && !isNullable(input));
}

const unknownTarget = ({ file }: VariableFile): Problem[] => [
  {
    message: "The module that these values are for is unknown.",
    fix: `If they are for one of this project's modules, name it with --module: ${Object.keys(STACK_INPUTS).join(", ")}.`,
    severity: "note",
    range: startOf(file),
  },
];
