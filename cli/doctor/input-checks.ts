import { aponoIntegrationInputs } from "../../modules/integration-inputs";
import { STACK_INPUTS } from "../../modules/stack-inputs";
import { checkInputs } from "../../lib/inputs/check";
import { isRequired } from "../../lib/inputs/declaration";
import { type ModuleName, isConnector } from "../../modules/module-names";
import { didYouMean, nearest } from "../../lib/suggestions";
import { type Result, ok, problem, skipped, warning } from "./results";
import { type Request, valueOf, variableNames } from "./request";
import type { Env } from "../terminal/io";

/**
 * Checks the given inputs: values that can't be parsed, values that break a rule, and required inputs without a value.
 */
export function checkInputValues(request: Request, env: Env): Result[] {
  const wrong = request.modules.flatMap((module) => [
    ...unreadable(module, request),
    ...broken(module, request),
    ...missing(module, request, env),
  ]);
  // Two modules may have the same input, and so the same result.
  const results = [
    ...new Map(wrong.map((result) => [result.id + result.summary, result])).values(),
    ...misspelt(request),
    ...overriddenVariables(request),
    ...unassumablePaths(request),
  ].map((result) =>
    isIgnored(result, request) ? { ...result, status: "warning" as const } : result,
  );
  if (results.length > 0 || request.modules.length === 0) return results;
  const names = Object.keys(
    Object.assign({}, ...request.modules.map((module) => request.values(module))) as object,
  ).filter((name) => name !== "aponoToken");
  return [ok("inputs.values", `Valid: ${names.join(", ")}.`, { data: { names } })];
}

/** Whether a result is about subnets that `--vpc` overrides. */
const isIgnored = ({ id }: Result, { isChoosingSubnets }: Request) =>
  isChoosingSubnets && id === "inputs.subnetIds";

/** cdktf passes variable files after `--var`, so the files win. */
const overriddenVariables = (request: Request): Result[] =>
  [...request.overridden].map(([name, { source }]) =>
    warning(`inputs.${name}`, `--var ${name} is overridden by ${source}.`, {
      detail: ["cdktf passes variable files to Terraform after --var, and the last value wins."],
      fix: "Change the file.",
    }),
  );

/** Delegated roles with a path that the connector of the same deployment may not assume. */
function unassumablePaths(request: Request): Result[] {
  const assumed = request.modules.filter(isConnector).map((module) => {
    const { roles, role } = request.values(module);
    const { assumedRolesPath = "/" } = (roles ?? role ?? {}) as { assumedRolesPath?: string };
    return { module, assumedRolesPath };
  });
  return request.modules.flatMap((delegation) => {
    const { rolePath = "/" } = request.values(delegation);
    if (isConnector(delegation) || rolePath === "/") return [];
    return assumed
      .filter(({ assumedRolesPath }) => assumedRolesPath !== rolePath)
      .map(({ module }) =>
        problem(
          "inputs.rolePath",
          `rolePath: ${module} could not assume the roles of ${delegation}, which have the path ${String(rolePath)}.`,
          {
            fix: `Set assumedRolesPath = "${String(rolePath)}" in ${module === "ecs-connector" ? "roles" : "role"}.`,
          },
        ),
      );
  });
}

/** Names the variable files that values come from. */
export const listVariableFiles = ({ files }: Request): Result[] =>
  files.length === 0
    ? []
    : [
        ok("inputs.files", `Values also come from ${files.join(", ")}, as with cdktf.`, {
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

/** Values that break a rule. The token's rules are checked in token.ts. */
function broken(module: ModuleName, request: Request): Result[] {
  return checkInputs(STACK_INPUTS[module], request.values(module))
    .filter(({ input }) => input !== "aponoToken")
    .map(({ input, message }) =>
      problem(`inputs.${input}`, message, { data: { source: sourceOf(input, request) } }),
    );
}

function missing(module: ModuleName, request: Request, env: Env): Result[] {
  const absent = Object.entries(STACK_INPUTS[module])
    .filter(([name, input]) => isRequired(input) && !request.given.has(name))
    .map(([name]) => name)
    .filter((name) => !isFoundOtherwise(module, name, request, env));
  // With neither of the two, only the organization is checked.
  if (module === "org-delegation" && absent.length === 2)
    return [skipped("inputs.values", `${absent.join(" and ")} are not set yet.`)];
  return absent.map((name) =>
    problem(`inputs.${name}`, `${name} is not set, but ${module} requires it.`, {
      fix: `Export TF_VAR_${name}, or use ${OPTIONS[name] ?? `--var ${name}=…`}.`,
    }),
  );
}

const OPTIONS: Readonly<Record<string, string>> = {
  subnetIds: "--subnet (or --vpc to list its subnets)",
  clusterName: "--cluster",
  organizationalUnitIds: "--unit",
};

function isFoundOtherwise(module: ModuleName, name: string, { given }: Request, env: Env): boolean {
  // With --vpc, the doctor lists the VPC's subnets to choose from.
  if (name === "subnetIds") return given.has("vpcId");
  // The stack org-delegation reads the role from that stack's state.
  return (
    module === "org-delegation" &&
    name === "connectorRoleArn" &&
    Boolean(env["APONO_CONNECTOR_STACK"])
  );
}

/** Misspelt variables. Terraform silently ignores a TF_VAR_ that no configuration declares. */
function misspelt({ given }: Request): Result[] {
  const known = [...Object.values(STACK_INPUTS), aponoIntegrationInputs]
    .flatMap((inputs) => Object.keys(inputs))
    .flatMap(variableNames);
  return [...given].flatMap(([name, { source, file }]) => {
    if (known.includes(name)) return [];
    if (source.startsWith("--var"))
      return [
        problem(`inputs.${name}`, `${source}: no module has this input.`, {
          fix: `${didYouMean(name, known)}Correct the name, or remove it.`,
        }),
      ];
    const meant = nearest(name, known);
    if (meant === undefined)
      // A variable of the environment may be meant for another configuration.
      return file === undefined
        ? []
        : [
            warning(`inputs.${name}`, `${source}: no module has this input.`, {
              fix: "Correct the name, or remove it.",
            }),
          ];
    // If the right name is set as well, this is only a warning.
    const say = given.has(meant) ? warning : problem;
    return [
      say(`inputs.${meant}`, `${source} is not a variable of any stack: Terraform ignores it.`, {
        fix: `Rename it to ${source.replace(name, () => meant)}. If it is for something else, unset it here.`,
      }),
    ];
  });
}
