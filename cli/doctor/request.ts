import { type ParseError, parse } from "jsonc-parser";
import type { Input } from "../../lib/inputs/declaration";
import { STACK_INPUTS } from "../../modules/stack-inputs";
import type { ModuleName } from "../../modules/names";
import { unusable } from "../terminal/errors";
import { chosenModules } from "../registry/module-selection";
import { convert } from "../terraform/values/convert";
import type { Value } from "../terraform/values/value";
import type { FileValues } from "./variable-files";

/** What is looked for in the environment for an input: the stacks call only the token otherwise. */
export const variableNames = (input: string): readonly string[] =>
  input === "aponoToken" ? ["APONO_TOKEN", "aponoToken"] : [input];

/** What the command line says. */
export interface DoctorOptions {
  readonly module?: readonly string[];
  readonly subnet?: readonly string[];
  readonly vpc?: string;
  readonly cluster?: string;
  readonly organization?: boolean;
  readonly unit?: readonly string[];
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
  readonly profile?: string;
  readonly region?: string;
}

/** A value as it was given, and where. */
export interface Given {
  /** As it is written in the environment or on the command line; JSON for what a file has and is not a text. */
  readonly text: string;
  /** With its type, for what a file has. */
  readonly value?: Value;
  /** `TF_VAR_subnetIds`, `--subnet`, `subnetIds in production.tfvars`, … */
  readonly source: string;
  /** The file that it is in, if it is in one. */
  readonly file?: string;
}

/** No files of variables. */
const NO_FILES: FileValues = { given: new Map(), files: [] };

/** What is to be deployed, as far as it was said. */
export interface Request {
  /** The modules that are meant. */
  readonly modules: readonly ModuleName[];
  /** By the name of the variable: without `TF_VAR_`. */
  readonly given: ReadonlyMap<string, Given>;
  /** Names that `--var` gives in vain, because a file of variables gives them too. */
  readonly overruled: ReadonlyMap<string, Given>;
  /** The files that values were read from, in order. */
  readonly files: readonly string[];
  /** Whether a VPC is given by option, to choose subnets of it, and subnets only otherwise: the option wins. */
  readonly isChoosingSubnets: boolean;
  /** A module's inputs as plain values; what can't be read is left out. */
  values(module: ModuleName): Readonly<Record<string, unknown>>;
}

/**
 * What is asked for by Terraform's variables in the environment, by `--var`, by files of variables and by the doctor's own
 * options; of several the last one wins, as with cdktf.
 *
 * @throws CommandFailure for a module that does not exist, or a `--var` without `=`
 */
export function readRequest(
  options: DoctorOptions,
  env: Readonly<Record<string, string | undefined>>,
  files: FileValues = NO_FILES,
): Request {
  const given = givenValues(options, env, files);
  const overruled = [...variablesIn(options)].filter(([name]) => files.given.has(name));
  const isByOption = (name: string) => given.get(name)?.source.startsWith("--") === true;
  return {
    modules: modulesMeant(options, given),
    given,
    overruled: new Map(overruled.map(([name]) => [name, files.given.get(name)!])),
    files: files.files,
    isChoosingSubnets: isByOption("vpcId") && !isByOption("subnetIds"),
    values: (module) =>
      Object.fromEntries(
        Object.entries(STACK_INPUTS[module]).flatMap(([name, input]) => {
          const value = valueOf(name, input, given);
          return value?.problem === undefined && value !== undefined ? [[name, value.value]] : [];
        }),
      ),
  };
}

function givenValues(
  options: DoctorOptions,
  env: Readonly<Record<string, string | undefined>>,
  files: FileValues,
): Map<string, Given> {
  const given = new Map<string, Given>();
  const give = (name: string, text: string | undefined, source: string) => {
    if (text !== undefined) given.set(name, { text, source });
  };
  for (const [name, text] of Object.entries(env)) {
    if (name.startsWith("TF_VAR_")) give(name.slice("TF_VAR_".length), text, name);
  }
  for (const [name, text] of variablesIn(options)) give(name, text, `--var ${name}`);
  for (const [name, value] of files.given) given.set(name, value);
  const list = (values: readonly string[] | undefined) => values && JSON.stringify(values);
  give("subnetIds", list(options.subnet), "--subnet");
  give("vpcId", options.vpc, "--vpc");
  give("clusterName", options.cluster, "--cluster");
  give("organizationalUnitIds", list(options.unit), "--unit");
  return given;
}

function variablesIn({ var: pairs = [] }: DoctorOptions): [name: string, text: string][] {
  return pairs.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1)
      throw unusable(`--var ${pair} sets nothing. Write it as Terraform does: --var name=value.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

/** Inputs that tell which module is meant. */
const DISTINCTIVE_INPUTS: Readonly<Record<ModuleName, readonly string[]>> = {
  "ecs-connector": ["subnetIds", "vpcId"],
  "eks-connector": ["clusterName"],
  "org-delegation": ["organizationalUnitIds", "connectorRoleArn"],
  // Its inputs are those of org-delegation: only --module account-delegation tells that it is meant.
  "account-delegation": [],
};

function modulesMeant(
  { module, organization = false }: DoctorOptions,
  given: ReadonlyMap<string, Given>,
): ModuleName[] {
  const named = module === undefined ? [] : chosenModules(module);
  return chosenModules(undefined).filter((name) => {
    if (name === "org-delegation" && organization) return true;
    return module === undefined
      ? DISTINCTIVE_INPUTS[name].some((input) => given.has(input))
      : named.includes(name);
  });
}

/** A given value as the plain value of its type, or why it is none; undefined where nothing is given. */
export function valueOf(
  name: string,
  input: Input,
  given: ReadonlyMap<string, Given>,
): { value: unknown; problem?: undefined } | { problem: string } | undefined {
  const found = variableNames(name).find((variable) => given.has(variable));
  if (found === undefined) return undefined;
  const { text, value } = given.get(found)!;
  if (value === undefined) return plainValue(input.type, text);
  const converted = convert(input.type, value);
  return "problem" in converted ? { problem: `${converted.problem}.` } : converted;
}

/**
 * Reads a value as Terraform reads it from the environment: a string is taken as it is, anything else is an expression.
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name
 */
function plainValue(
  type: Input["type"],
  text: string,
): { value: unknown; problem?: undefined } | { problem: string } {
  if (type === "string") return { value: text };
  const trimmed = text.trim();
  if (trimmed === "null") return { value: null };
  // Terraform turns strings into numbers and truth values.
  const bare = /^"([^"\\]*)"$/.exec(trimmed)?.[1] ?? trimmed;
  switch (type) {
    case "number":
      return bare !== "" && Number.isFinite(Number(bare))
        ? { value: Number(bare) }
        : { problem: "is no number. Give digits only, such as 2." };
    case "bool":
      return bare === "true" || bare === "false"
        ? { value: bare === "true" }
        : { problem: "is neither true nor false. Give one of the two." };
    case "list(string)": {
      const value = json(trimmed);
      return Array.isArray(value) && value.every((each) => typeof each === "string")
        ? { value }
        : { problem: `is no list. Write it with brackets and quotes, such as '["a", "b"]'.` };
    }
    case "map(string)":
      // What is written otherwise still is for Terraform to judge.
      return trimmed.startsWith("{")
        ? { value: map(trimmed) ?? null }
        : { problem: `is no map. Write it such as '{"team": "platform"}'.` };
    case "any":
      return { value: null };
  }
}

/** A map as JSON, or with `=` as HCL has it; undefined where it is neither. */
function map(text: string): unknown {
  const keyed = /([{,]\s*)("[^"\\]*"|[\w-]+)\s*=/g;
  return (
    json(text) ??
    json(text.replace(keyed, (_, before: string, key: string) => `${before}${quoted(key)}:`))
  );
}

const quoted = (key: string) => (key.startsWith('"') ? key : `"${key}"`);

function json(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length === 0 ? value : undefined;
}
