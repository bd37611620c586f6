import { isDeepStrictEqual } from "node:util";
import { addressOf } from "../../terraform/block-address";
import type { Problem } from "../finding";
import { type Block, type Module, valueOf } from "../../terraform/configuration";
import type { Workspace } from "../workspace";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { type LeafValue, leafValues } from "./leaf-values";
import { namesIn } from "../../terraform/values/located-value";
import { type Destination, destinationName } from "./destinations";
import { nonEphemeralVariable } from "./ephemeral-variables";
import { type SecretFlow, variablesIn } from "./secret-flow";
import { setWriteOnly, isChartValue, setWriteOnlyNeeds } from "./helm-release";
import { OF_CONTAINER, fixForStored } from "./fixes";

/** Meta-arguments and blocks that state doesn't store. */
const NOT_STORED = new Set([
  "lifecycle",
  "count",
  "for_each",
  "provider",
  "depends_on",
  "connection",
]);

/**
 * How arguments of a provisioner leak a secret. Terraform hides the output of a provisioner with a sensitive or ephemeral value,
 * and `environment` leaks nothing.
 * https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
const PROVISIONER_LEAKS: Readonly<Record<string, string>> = {
  command: "which the machine's process list shows",
  interpreter: "which the machine's process list shows",
  inline: "which stays in a script on the machine",
  content: "which stays in a file on the machine",
};

/** Attributes of data sources and resources that hold a secret, which state stores. */
const GIVES_SECRET =
  /^(data|[a-z0-9]+_[\w-]+)\.[\w-]+\..*\b(value|secret_string|secret_binary|plaintext|insecure_value|result|password)$/;

/** Secrets that state and plan store. */
export const storedSecrets = (workspace: Workspace, flow: SecretFlow): Problem[] => [
  ...flow.destinations
    .filter(({ takesReference }) => !takesReference)
    .flatMap((each) => atDestination(each, flow)),
  ...workspace.modules.flatMap((module) =>
    flow.secretVariables(module).size === 0
      ? []
      : module.blocks.flatMap((block) => inBlock(module, block, flow)),
  ),
];

function atDestination(destination: Destination, flow: SecretFlow): Problem[] {
  const { module, block, path, value, isToken, isAwsContainer } = destination;
  const name = isToken ? flow.secretVariableIn(module, value) : variablesIn(value)[0];
  const kept =
    name === undefined ? namesIn(value).find((each) => GIVES_SECRET.test(each)) : `var.${name}`;
  if (kept === undefined) return [];
  const steps =
    name === undefined
      ? { fix: fixForStored([block.labels[0] ?? "", ...path].join(".")) }
      : fixFor(module, block, path, name);
  return [
    {
      message: `${destinationName(destination)} stores ${kept} in state and plan.`,
      ...steps,
      ...(isAwsContainer ? { fix: `${OF_CONTAINER} ${declare(module, name)}`.trim() } : {}),
      range: value.range,
      secret: true,
    },
  ];
}

function inBlock(module: Module, block: Block, flow: SecretFlow): Problem[] {
  if (block.type === "output") return inOutput(module, block, flow);
  if (block.type !== "resource" && block.type !== "data") return [];
  const reported = flow.destinations
    .filter((each) => each.block === block)
    .map((each) => each.value.range);
  return leafValues(symbolicEvaluatorOf(module).bodyOf(block))
    .filter(({ value: { range } }) => !reported.some((each) => isDeepStrictEqual(each, range)))
    .flatMap((leaf) => atLeaf(module, block, leaf, flow));
}

function atLeaf(
  module: Module,
  block: Block,
  { path, value }: LeafValue,
  flow: SecretFlow,
): Problem[] {
  const [part = "", argument = ""] = path;
  if (NOT_STORED.has(part) || path.some((step) => step.endsWith("_wo"))) return [];
  const name = flow.secretVariableIn(module, value);
  if (name === undefined) return [];
  const address = addressOf(block);
  const { range } = value;
  if (part === "provisioner")
    return argument in PROVISIONER_LEAKS
      ? [
          {
            message: `${address}: a provisioner's ${argument} holds var.${name}, ${PROVISIONER_LEAKS[argument]}.`,
            fix: "Let the command read the secret itself, for example from Secrets Manager with its role; local-exec can also pass it in environment.",
            range,
            secret: true,
          },
        ]
      : [];
  return [
    {
      message: `${address}: ${path.join(".")} stores var.${name} in state and plan.`,
      ...fixFor(module, block, path, name),
      range,
      secret: true,
    },
  ];
}

/** Every step of the fix, including the variable's declaration: Terraform rejects one without the others. */
function fixFor(
  module: Module,
  block: Block,
  path: readonly string[],
  name: string,
): Pick<Problem, "fix" | "related"> {
  const declaration = nonEphemeralVariable(module, name);
  const argument = [block.labels[0] ?? "", ...path];
  const steps = isChartValue(argument)
    ? [
        `Set it ${setWriteOnly(path, `var.${name}`)}`,
        declare(module, name),
        ...setWriteOnlyNeeds(module),
      ]
    : [fixForStored(argument.join(".")), declare(module, name)];
  return {
    fix: steps.filter((step) => step !== "").join(" "),
    ...(declaration === undefined
      ? {}
      : {
          related: [
            {
              message: `var.${name} is declared here, without ephemeral = true.`,
              range: declaration.range,
            },
          ],
        }),
  };
}

const declare = (module: Module, name: string | undefined): string =>
  name === undefined || nonEphemeralVariable(module, name) === undefined
    ? ""
    : `Add ephemeral = true to variable "${name}"; otherwise plan files store it.`;

function inOutput(module: Module, block: Block, flow: SecretFlow): Problem[] {
  const value = valueOf(block.body, "value");
  const ephemeral = valueOf(block.body, "ephemeral");
  if (value === undefined || (ephemeral?.kind === "literal" && ephemeral.value === true)) return [];
  const carried = flow.secretVariableIn(module, symbolicEvaluatorOf(module).read(value));
  if (carried === undefined) return [];
  return [
    {
      message: `${addressOf(block)} stores var.${carried} in state, where sensitive = true doesn't hide it.`,
      fix: "Remove the output, or output the ARN of the secret instead (token_secret_arn of ecs-connector).",
      range: value.range,
      secret: true,
    },
  ];
}
