import { checkInputs } from "../../lib/inputs/check";
import { isRequired } from "../../lib/inputs/declaration";
import type { ModuleName } from "../../modules/names";
import { didYouMean } from "../suggest";
import { type Result, ok, problem, skipped, warning } from "./results";
import { INPUTS, type Request, valueOf, variableNames } from "./request";

/** Whether what is given can be read, keeps the rules of its declaration, and is all that must be given. */
export function checkGiven(
  request: Request,
  env: Readonly<Record<string, string | undefined>>,
): Result[] {
  const wrong = request.modules.flatMap((module) => [
    ...unreadable(module, request),
    ...broken(module, request),
    ...missing(module, request, env),
  ]);
  // Two modules may have the same input, with the same to say about it.
  const results = [
    ...new Map(wrong.map((result) => [result.id + result.summary, result])).values(),
    ...misspelt(request),
  ];
  if (results.length > 0 || request.modules.length === 0) return results;
  const names = Object.keys(
    Object.assign({}, ...request.modules.map((module) => request.values(module))) as object,
  ).filter((name) => name !== "aponoToken");
  return [ok("inputs.values", `Given and well-formed: ${names.join(", ")}.`, { data: { names } })];
}

const sourceOf = (name: string, { given }: Request) =>
  variableNames(name)
    .map((variable) => given.get(variable)?.source)
    .find((source) => source !== undefined) ?? name;

function unreadable(module: ModuleName, request: Request): Result[] {
  return Object.entries(INPUTS[module]).flatMap(([name, input]) => {
    const value = valueOf(name, input, request.given);
    return value?.problem === undefined
      ? []
      : [problem(`inputs.${name}`, `${sourceOf(name, request)} ${value.problem}`)];
  });
}

/** The token has a group of its own. */
function broken(module: ModuleName, request: Request): Result[] {
  return checkInputs(INPUTS[module], request.values(module))
    .filter(({ input }) => input !== "aponoToken")
    .map(({ input, message }) =>
      problem(`inputs.${input}`, message, { data: { source: sourceOf(input, request) } }),
    );
}

function missing(
  module: ModuleName,
  request: Request,
  env: Readonly<Record<string, string | undefined>>,
): Result[] {
  const absent = Object.entries(INPUTS[module])
    .filter(([name, input]) => isRequired(input) && !request.given.has(name))
    .map(([name]) => name)
    .filter((name) => !isFoundOtherwise(name, request, env));
  // Then the organization alone is asked about.
  if (module === "org-delegation" && absent.length === 2)
    return [skipped("inputs.values", `${absent.join(" and ")} are not given yet.`)];
  return absent.map((name) =>
    problem(`inputs.${name}`, `${name} is not given, and ${module} needs it.`, {
      mend: `Export TF_VAR_${name}, or give ${OPTIONS[name] ?? `--var ${name}=…`}.`,
    }),
  );
}

const OPTIONS: Readonly<Record<string, string>> = {
  subnetIds: "--subnet (or --vpc to see which subnets there are)",
  clusterName: "--cluster",
  organizationalUnitIds: "--unit",
};

function isFoundOtherwise(
  name: string,
  { given }: Request,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  // The subnets are to be chosen from the VPC's.
  if (name === "subnetIds") return given.has("vpcId");
  // The role comes from that stack's state.
  return name === "connectorRoleArn" && Boolean(env["APONO_CONNECTOR_STACK"]);
}

/** What the stacks read besides the inputs of their modules. */
const STACKS_OWN = ["organizationProfile"];

/** Terraform says nothing of variables in the environment that no configuration has. */
function misspelt({ given }: Request): Result[] {
  const plain = (name: string) => name.toLowerCase().replace(/[_-]/g, "");
  const known = Object.values(INPUTS)
    .flatMap((inputs) => Object.keys(inputs))
    .flatMap(variableNames)
    .concat(STACKS_OWN);
  return [...given].flatMap(([name, { source }]) => {
    if (known.includes(name)) return [];
    const meant = known.find((each) => plain(each) === plain(name));
    if (meant !== undefined)
      return [
        warning(`inputs.${meant}`, `${source} is no variable, and Terraform ignores it.`, {
          mend: `Write ${source.replace(name, () => meant)}.`,
        }),
      ];
    // Variables in the environment may be for something else.
    return source.startsWith("--var")
      ? [
          problem(`inputs.${name}`, `${source}: no module has such an input.`, {
            mend: `${didYouMean(name, known)}Correct the name, or leave it out.`,
          }),
        ]
      : [];
  });
}
