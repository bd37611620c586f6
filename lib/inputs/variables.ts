import { TerraformVariable, type TerraformVariableValidationConfig } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, escapeTemplate, hcl, rawHcl } from "../hcl";
import {
  type Attribute,
  type Input,
  type Inputs,
  type VariablesOf,
  isNullable,
  isRequired,
  typeConstraint,
} from "./declaration";
import type { Rule } from "./rules";

/** How the variables of a stack differ from its module's inputs. */
export interface VariableOptions<I extends Inputs> {
  /** Variable names that differ from the input's, e.g. `{ token: "TOKEN" }`. */
  readonly rename?: { readonly [N in keyof I]?: string };
}

/**
 * Declares one Terraform variable per input, with type, default, description, flags and validations.
 *
 * @returns the variables' references, as props for the construct that has these inputs
 */
export function declareVariables<I extends Inputs>(
  scope: Construct,
  inputs: I,
  options: VariableOptions<I> = {},
): VariablesOf<I> {
  const references = Object.entries(inputs).map(([name, input]) => {
    const variableName = options.rename?.[name] ?? name;
    return [name, reference(declareVariable(scope, variableName, input), input)];
  });
  return Object.fromEntries(references) as VariablesOf<I>;
}

/** Declares the variable of one input. */
export function declareVariable(scope: Construct, name: string, input: Input): TerraformVariable {
  const variable = new TerraformVariable(scope, `var.${name}`, {
    type: typeConstraint(input),
    description: escapeTemplate(input.description),
    nullable: isNullable(input),
    sensitive: input.sensitive,
    validation: validations(name, input),
  });
  // Overrides, because cdktf refuses null defaults, renames the keys of map defaults, and knows no `ephemeral`.
  if (!isRequired(input)) variable.addOverride("default", input.default);
  if (input.ephemeral === true) variable.addOverride("ephemeral", true);
  return variable;
}

function validations(path: string, input: Input): TerraformVariableValidationConfig[] | undefined {
  const own = input.rules?.map((rule) => ({
    condition: `\${${condition(rule, path, input)}}`,
    errorMessage: errorMessage(rule, path, input),
  }));
  const ofAttributes = Object.entries(input.attributes ?? {}).flatMap(
    ([name, attribute]) => validations(`${path}.${name}`, attribute) ?? [],
  );
  return own === undefined && ofAttributes.length === 0
    ? undefined
    : [...(own ?? []), ...ofAttributes];
}

function condition(rule: Rule, path: string, input: Input): string {
  const holds = rule.condition(`var.${path}`);
  return isNullable(input) ? `var.${path} == null ? true : ${holds}` : holds;
}

function errorMessage(rule: Rule, path: string, input: Input): string {
  // An error message is worked out even where its condition holds, so it must survive null.
  const offending = rule.offending(`var.${path}`);
  const shown = isNullable(input) ? `var.${path} == null ? "null" : ${offending}` : offending;
  return escapeTemplate(`${path}: ${rule.message}`).replaceAll("{bad}", () => `\${${shown}}`);
}

function reference(variable: TerraformVariable, input: Input): unknown {
  switch (input.type) {
    case "string":
      return variable.stringValue;
    case "number":
      return variable.numberValue;
    case "bool":
      return hcl`${variable.booleanValue}`;
    case "list(string)":
      return variable.listValue;
    case "map(string)":
    case "list(map(string))":
    case "any":
      return hcl`${variable.stringValue}`;
    case "object":
      return Object.fromEntries(
        Object.entries(input.attributes ?? {}).map(([name, { type }]) => [
          name,
          asType(hcl`${variable.stringValue}.${rawHcl(name)}`, type),
        ]),
      );
  }
}

function asType(reference: Expression, type: Attribute["type"]): unknown {
  switch (type) {
    case "string":
      return reference.asString;
    case "number":
      return reference.asNumber;
    case "list(string)":
      return reference.asList;
    default:
      return reference;
  }
}
