import { didYouMean } from "../../suggest";
import type { Problem } from "../finding";
import type { Attribute } from "../model/configuration";
import type { VariableFile } from "../model/variable-file";
import { PLAIN } from "../schema/context";
import { Inference } from "../schema/infer";
import { givenProblems } from "../schema/input";
import type { Scope, Variable } from "../schema/scope";
import { secretsOf } from "../schema/secrets";
import { veiled } from "../schema/veil";
import { type Loaded, isLoaded } from "./loaded";

/**
 * Values against the variables of the folder that they lie in: as in a plan that takes the file, which the names that
 * Terraform doesn't know leave going.
 *
 * @param loaded what Terraform takes by itself in the folder, where of several values the last counts
 */
export const checkAgainstFolder = (
  { file, values }: VariableFile,
  scope: Scope,
  loaded: Loaded,
): Problem[] => {
  const inference = new Inference(scope);
  return [...values.values()].flatMap((attribute) => {
    const variable = scope.variables.get(attribute.name);
    if (variable === undefined) return [unknownName(attribute, scope)];
    const isReplaced = isLoaded(file) && loaded.values.get(attribute.name) !== attribute;
    return isReplaced ? [] : valueProblems(attribute, variable, scope, inference);
  });
};

function unknownName({ name, nameRange }: Attribute, { module, variables }: Scope): Problem {
  return {
    message: `There is no variable ${name} in ${module.folder === "." ? "this folder" : module.folder}.`,
    mend: `${didYouMean(name, variables.keys())}Correct the name, or declare the variable: variable "${name}" {}.`,
    severity: "warning",
    range: nameRange,
  };
}

function valueProblems(
  { name, value }: Attribute,
  variable: Variable,
  scope: Scope,
  inference: Inference,
): Problem[] {
  const shape = inference.shape(value, PLAIN, []);
  const isSecret = secretsOf(scope).variables.has(name);
  return givenProblems(scope, variable, isSecret ? veiled(shape) : shape, {
    what: `The variable ${name}`,
    range: value.range,
  });
}
