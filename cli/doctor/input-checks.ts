import { aponoIntegrationInputs } from "../../modules/integration-inputs";
import { STACK_INPUTS } from "../../modules/stack-inputs";
import { checkInputs } from "../../lib/inputs/check";
import { isRequired } from "../../lib/inputs/declaration";
import type { ModuleName } from "../../modules/names";
import { didYouMean, nearest } from "../terminal/suggestions";
import { type Result, ok, problem, skipped, warning } from "./results";
import { type Request, valueOf, variableNames } from "./request";

/** Whether what is given can be read, keeps the rules of its declaration, and is all that must be given. */
export function checkInputValues(
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
    ...overruled(request),
  ].map((result) =>
    setAside(result, request) ? { ...result, status: "warning" as const } : result,
  );
  if (results.length > 0 || request.modules.length === 0) return results;
  const names = Object.keys(
    Object.assign({}, ...request.modules.map((module) => request.values(module))) as object,
  ).filter((name) => name !== "aponoToken");
  return [ok("inputs.values", `Given and well-formed: ${names.join(", ")}.`, { data: { names } })];
}

/** What is said of subnets that nobody asks about: `--vpc` wins over them. */
const setAside = ({ id }: Result, { isChoosingSubnets }: Request) =>
  isChoosingSubnets && id === "inputs.subnetIds";

/** cdktf gives files to Terraform after `--var`, so that they win. */
const overruled = (request: Request): Result[] =>
  [...request.overruled].map(([name, { source }]) =>
    warning(`inputs.${name}`, `--var ${name} does not count: ${source} does.`, {
      detail: [
        "cdktf gives files of variables to Terraform after --var, and the last value counts.",
      ],
      fix: "Change the file.",
    }),
  );

/** The files that values come from. */
export const listVariableFiles = ({ files }: Request): Result[] =>
  files.length === 0
    ? []
    : [
        ok("inputs.files", `Values come from ${files.join(", ")} too, as with cdktf.`, {
          data: { files },
        }),
      ];

const sourceOf = (name: string, { given }: Request) =>
  variableNames(name)
    .map((variable) => given.get(variable)?.source)
    .find((source) => source !== undefined) ?? name;

function unreadable(module: ModuleName, request: Request): Result[] {
  return Object.entries(STACK_INPUTS[module]).flatMap(([name, input]) => {
    const value = valueOf(name, input, request.given);
    return value?.problem === undefined
      ? []
      : [problem(`inputs.${name}`, `${sourceOf(name, request)} ${value.problem}`)];
  });
}

/** The token has a group of its own. */
function broken(module: ModuleName, request: Request): Result[] {
  return checkInputs(STACK_INPUTS[module], request.values(module))
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
  const absent = Object.entries(STACK_INPUTS[module])
    .filter(([name, input]) => isRequired(input) && !request.given.has(name))
    .map(([name]) => name)
    .filter((name) => !isFoundOtherwise(module, name, request, env));
  // Then the organization alone is asked about.
  if (module === "org-delegation" && absent.length === 2)
    return [skipped("inputs.values", `${absent.join(" and ")} are not given yet.`)];
  return absent.map((name) =>
    problem(`inputs.${name}`, `${name} is not given, and ${module} needs it.`, {
      fix: `Export TF_VAR_${name}, or give ${OPTIONS[name] ?? `--var ${name}=…`}.`,
    }),
  );
}

const OPTIONS: Readonly<Record<string, string>> = {
  subnetIds: "--subnet (or --vpc to see which subnets there are)",
  clusterName: "--cluster",
  organizationalUnitIds: "--unit",
};

function isFoundOtherwise(
  module: ModuleName,
  name: string,
  { given }: Request,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  // The subnets are to be chosen from the VPC's.
  if (name === "subnetIds") return given.has("vpcId");
  // The role comes from that stack's state, for the stack org-delegation.
  return (
    module === "org-delegation" &&
    name === "connectorRoleArn" &&
    Boolean(env["APONO_CONNECTOR_STACK"])
  );
}

/** Terraform says nothing of variables in the environment that no configuration has. */
function misspelt({ given }: Request): Result[] {
  const known = [...Object.values(STACK_INPUTS), aponoIntegrationInputs]
    .flatMap((inputs) => Object.keys(inputs))
    .flatMap(variableNames);
  return [...given].flatMap(([name, { source, file }]) => {
    if (known.includes(name)) return [];
    if (source.startsWith("--var"))
      return [
        problem(`inputs.${name}`, `${source}: no module has such an input.`, {
          fix: `${didYouMean(name, known)}Correct the name, or leave it out.`,
        }),
      ];
    const meant = nearest(name, known);
    if (meant === undefined)
      // Variables in the environment may be for something else.
      return file === undefined
        ? []
        : [
            warning(`inputs.${name}`, `${source}: no module has such an input.`, {
              fix: "Correct the name, or leave it out.",
            }),
          ];
    // Where the right name is there, too, nothing is lost.
    const say = given.has(meant) ? warning : problem;
    return [
      say(`inputs.${meant}`, `${source} is not a variable of any stack, so Terraform ignores it.`, {
        fix: `Write ${source.replace(name, () => meant)}. If it is for something else, unset it here.`,
      }),
    ];
  });
}
