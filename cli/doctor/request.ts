import type { Input } from "../../lib/inputs/declaration";
import { STACK_INPUTS } from "../../modules/stack-inputs";
import type { ModuleName } from "../../modules/module-names";
import { cannotRun } from "../terminal/errors";
import { chosenModules } from "../registry/module-selection";
import { convert } from "../terraform/values/convert";
import type { Given } from "./given";
import type { FileValues } from "./variable-files";
import type { Env } from "../terminal/io";

/** The Terraform variables of an input. Only the token's differs from the input's name. */
export const variableNames = (input: string): readonly string[] =>
  input === "aponoToken" ? ["APONO_TOKEN", "aponoToken"] : [input];

/** The options of `doctor`. */
export interface DoctorOptions {
  readonly module?: readonly string[];
  readonly subnet?: readonly string[];
  readonly vpc?: string;
  readonly cluster?: string;
  readonly organization?: boolean;
  /** Whether to check that the caller may deploy. */
  readonly deployer?: boolean;
  readonly unit?: readonly string[];
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
  readonly profile?: string;
  readonly region?: string;
}

/** No variable files. */
const NO_FILES: FileValues = { given: new Map(), files: [] };

/** What is to be deployed. */
export interface Request {
  /** The modules to check. */
  readonly modules: readonly ModuleName[];
  /** Values by variable name, without `TF_VAR_`. */
  readonly given: ReadonlyMap<string, Given>;
  /** Variables given with `--var` that a variable file overrides. */
  readonly overridden: ReadonlyMap<string, Given>;
  /** The variable files, in the order they are read. */
  readonly files: readonly string[];
  /** Whether `--vpc` is given without `--subnet`: then the VPC's subnets are listed to choose from. */
  readonly isChoosingSubnets: boolean;
  /** A module's inputs as plain values, without those that can't be parsed. */
  values(module: ModuleName): Readonly<Record<string, unknown>>;
}

/**
 * Collects Terraform's variables from the environment, `--var`, variable files and the doctor's own options. Later ones
 * win, as with cdktf.
 *
 * @throws CommandFailure for an unknown module, or a `--var` without `=`
 */
export async function readRequest(
  options: DoctorOptions,
  env: Env,
  files: FileValues = NO_FILES,
): Promise<Request> {
  const given = await withExpressions(givenValues(options, env, files));
  const overridden = [...variablesIn(options)].filter(([name]) => files.given.has(name));
  const isByOption = (name: string) => given.get(name)?.source.startsWith("--") === true;
  return {
    modules: modulesMeant(options, given),
    given,
    overridden: new Map(overridden.map(([name]) => [name, files.given.get(name)!])),
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

function givenValues(options: DoctorOptions, env: Env, files: FileValues): Map<string, Given> {
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
      throw cannotRun(`--var ${pair} has no value. Write it as for Terraform: --var name=value.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

/** Inputs that only one module has: setting one chooses the module. */
const DISTINCTIVE_INPUTS: Readonly<Record<ModuleName, readonly string[]>> = {
  "ecs-connector": ["subnetIds", "vpcId"],
  "eks-connector": ["clusterName"],
  "org-delegation": ["organizationalUnitIds", "connectorRoleArn"],
  // All its inputs are also those of org-delegation: only --module chooses it.
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

/** An input's value, converted to its type, or why it can't be converted; undefined if none is given. */
export function valueOf(
  name: string,
  input: Input,
  given: ReadonlyMap<string, Given>,
): { value: unknown; problem?: undefined } | { problem: string } | undefined {
  const found = variableNames(name).find((variable) => given.has(variable));
  if (found === undefined) return undefined;
  const { text, value, expression } = given.get(found)!;
  if (value === undefined && input.type === "string") return { value: text };
  const read = value === undefined ? expression : value;
  const converted = convert(input, read === undefined ? text : read);
  return "problem" in converted ? { problem: `${converted.problem}.` } : converted;
}

/** Inputs that Terraform reads from the environment as an expression: all but strings. */
const EXPRESSION_INPUTS = new Set(
  Object.values(STACK_INPUTS).flatMap((inputs) =>
    Object.entries(inputs).flatMap(([name, { type }]) => (type === "string" ? [] : [name])),
  ),
);

/** https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name */
async function withExpressions(given: ReadonlyMap<string, Given>): Promise<Map<string, Given>> {
  const read = [...given].map(async ([name, each]): Promise<[string, Given]> => {
    if (each.value !== undefined || !EXPRESSION_INPUTS.has(name)) return [name, each];
    // Loaded on demand: loading the parser is slow.
    const { readLiteral } = await import("../terraform/values/read-literal.ts");
    return [name, { ...each, expression: await readLiteral(each.text) }];
  });
  return new Map(await Promise.all(read));
}
