import { BACKENDS } from "../lib/backend-types";
import type { Attribute, Input } from "../lib/inputs/declaration";
import { isRequired } from "../lib/inputs/declaration";
import { MODULE_INPUTS } from "../modules/inputs";
import { MODULE_NAMES, type ModuleName } from "../modules/module-names";

/** A part of a JSON schema. https://json-schema.org/draft-07 */
export type Schema = Readonly<Record<string, unknown>>;

const IN_TOKENS = 'Say in "tokens", beside "connectors", where the token is.';

/** Inputs that a fleet file gives elsewhere, and where. */
export const GIVEN_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["aponoToken", IN_TOKENS],
  ["aponoTokenSecretArn", IN_TOKENS],
  ["waitFor", 'Name what it waits for in "dependsOn", beside "inputs".'],
  ["tags", 'Write it beside "inputs".'],
]);

/** The inputs of a module that a fleet file gives. */
export const fleetInputs = (module: ModuleName) =>
  Object.fromEntries(
    Object.entries(MODULE_INPUTS[module]).filter(([name]) => !GIVEN_ELSEWHERE.has(name)),
  );

/** Inputs that every connector must be given; the role of a delegation comes from `dependsOn` as well. */
export const requiredInputs = (module: ModuleName): string[] =>
  Object.entries(fleetInputs(module))
    .filter(([, input]) => isRequired(input))
    .map(([name]) => name);

const text = (description: string, more: Schema = {}): Schema => ({
  type: "string",
  description,
  ...more,
});

const PLACEHOLDERS =
  "{name}, {NAME}, {account}, {region} and {module} stand for the connector's own.";

/** With what a connector is deployed, and where; said for one or for all. */
export const access = {
  account: text("The AWS account, 12 digits in quotes. Nothing is applied in another one.", {
    pattern: "^[0-9]{12}$",
  }),
  region: text("The AWS region, such as eu-central-1.", {
    pattern: "^[a-z]{2}(-[a-z]+)+-[0-9]$",
  }),
  assumeRole: text(
    `ARN of the role that is assumed to deploy, such as arn:aws:iam::{account}:role/deploy. ${PLACEHOLDERS}`,
    { pattern: "^arn:aws[a-z-]*:iam::([0-9]{12}|\\{account\\}):role/\\S+$" },
  ),
  profile: text(`AWS profile with which it is deployed, instead of assumeRole. ${PLACEHOLDERS}`),
  tags: {
    type: "object",
    description:
      "Tags of everything that is created. Those of a connector come on top of the defaults.",
    additionalProperties: { type: "string" },
  },
};

const inputsOf = (module: ModuleName, withRules: boolean): Schema => ({
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(fleetInputs(module)).map(([name, input]) => [
      name,
      inputSchema(input, withRules),
    ]),
  ),
});

function inputSchema(input: Input | Attribute, withRules: boolean): Schema {
  const { description, default: value, rules = [] } = input;
  const ruled = withRules ? rules.flatMap(({ schema }) => schema ?? []) : [];
  const attributes = "attributes" in input ? input.attributes : undefined;
  return {
    description,
    ...(value === undefined || value === null ? {} : { default: value }),
    ...TYPES[input.type],
    ...(ruled.length > 0 && { allOf: ruled }),
    ...(attributes && {
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(attributes).map(([name, attribute]) => [
          name,
          inputSchema(attribute, withRules),
        ]),
      ),
    }),
  };
}

const TYPES: Readonly<Record<Input["type"], Schema>> = {
  string: { type: "string" },
  number: { type: "number" },
  bool: { type: "boolean" },
  "list(string)": { type: "array", items: { type: "string" } },
  "map(string)": { type: "object", additionalProperties: { type: "string" } },
  "list(map(string))": {
    type: "array",
    items: { type: "object", additionalProperties: { type: "string" } },
  },
  object: { type: "object" },
  any: {},
};

/**
 * The JSON schema of a fleet file, from the modules' inputs.
 *
 * @param withRules with what the inputs' rules say, for editors; else names and kinds of values alone
 */
export const fleetSchema = (withRules = true): Schema => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "A fleet of Apono connectors",
  type: "object",
  additionalProperties: false,
  required: ["connectors"],
  properties: {
    $schema: text("Where editors find this schema."),
    defaults: {
      type: "object",
      description: "What every connector has unless it says otherwise.",
      additionalProperties: false,
      properties: {
        ...access,
        inputs: {
          type: "object",
          description: "Inputs by module.",
          additionalProperties: false,
          properties: Object.fromEntries(
            MODULE_NAMES.map((name) => [name, inputsOf(name, withRules)]),
          ),
        },
      },
    },
    modules: {
      type: "object",
      description: "Where fleet render has the modules from.",
      additionalProperties: false,
      required: ["source"],
      properties: {
        source: text(
          "Source of a module, as Terraform has it: of a registry, git, S3 or a folder (from this file). {module} stands for the module's name, {version} for the version.",
        ),
        version: text(
          "Version of all modules, such as 1.0.0: an upgrade is a change of this line.",
          { pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$" },
        ),
      },
    },
    backend: {
      type: "object",
      description: `Where the states are kept: one of Terraform's backends, with its settings. ${PLACEHOLDERS} As APONO_BACKEND or backend.json say when left out.`,
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(
        ["cloud", ...BACKENDS].map((type) => [type, { type: "object" }]),
      ),
    },
    tokens: {
      type: "object",
      description:
        "Where each connector's token is, by its name or a pattern such as prod-*: the name of an environment variable " +
        "(its value is given as TF_VAR_<name>), or the ARN of a Secrets Manager secret (ecs-connector). Never the token " +
        `itself. ${PLACEHOLDERS} APONO_TOKEN for all when left out.`,
      additionalProperties: { type: "string" },
    },
    waves: {
      type: "array",
      description:
        "The order of a rollout: lists of names or patterns such as prod-*. A wave starts when the connectors of the one before are connected.",
      items: { type: "array", minItems: 1, items: { type: "string" } },
    },
    connectors: { type: "array", minItems: 1, items: connectorSchema(withRules) },
  },
});

const connectorSchema = (withRules: boolean): Schema => ({
  type: "object",
  required: ["name", "module"],
  additionalProperties: false,
  properties: {
    name: text(
      "Name of the connector in this file and of its stack, up to 63 letters, digits and -; its ID in Apono unless inputs has connectorId.",
      {
        pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,62}$",
      },
    ),
    module: {
      type: "string",
      description: "The module that runs it, or that delegates access to one.",
      enum: [...MODULE_NAMES],
    },
    ...access,
    dependsOn: {
      type: "array",
      description:
        "Names of what is deployed before. A delegation takes the role of the connector that it names, unless inputs has connectorRoleArn.",
      items: { type: "string" },
    },
    inputs: { type: "object", description: "The inputs of the module." },
  },
  allOf: MODULE_NAMES.map((name) => ({
    if: { properties: { module: { const: name } }, required: ["module"] },
    then: { properties: { inputs: inputsOf(name, withRules) } },
  })),
});
