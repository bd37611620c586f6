import type { Problem } from "../../../finding";
import { type Block, type Module, valueOf } from "../../../model/configuration";
import { addressOf } from "../support/address";
import type { SecretFlow } from "./flow";
import { plainVariable } from "./ephemeral";
import { inRelease, isChartValue, releaseNeeds } from "./helm";
import { mendOfKept } from "./mends";
import { type Place, placesIn } from "./places";

/** Parts of a resource that are Terraform's own, and not kept. */
const NOT_KEPT = new Set(["lifecycle", "count", "for_each", "provider", "depends_on"]);

/**
 * Where a secret stays that an argument of a provisioner has. Terraform shows no output of one with a sensitive or ephemeral
 * value, and `environment` and a connection stay nowhere.
 * https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
const LEFT_BY: Readonly<Record<string, string>> = {
  command: "which the machine's list of processes then shows",
  interpreter: "which the machine's list of processes then shows",
  inline: "which is then in a script on the machine",
  content: "which is then in a file on the machine",
};

/** Secrets that a module puts where state and plan keep them. */
export const keptIn = (module: Module, flow: SecretFlow): Problem[] =>
  module.blocks.flatMap((block) => {
    if (block.type === "output") return inOutput(module, block, flow);
    if (block.type !== "resource" && block.type !== "data") return [];
    return placesIn(block).flatMap((place) => atPlace(module, block, place, flow));
  });

function atPlace(module: Module, block: Block, place: Place, flow: SecretFlow): Problem[] {
  const [part = "", argument = ""] = place.path;
  if (NOT_KEPT.has(part) || place.path.some((step) => step.endsWith("_wo"))) return [];
  const carried = flow.carried(module, place.value);
  if (carried === undefined) return [];
  const through = `var.${String(carried.steps[0])}`;
  const address = addressOf(block);
  if (part === "connection") return [];
  if (part === "provisioner")
    return argument in LEFT_BY
      ? [
          {
            message: `${address}: a provisioner's ${argument} holds ${through}, ${LEFT_BY[argument]}.`,
            mend: "Let what runs there read the secret itself, for example from Secrets Manager by its role; local-exec can also give it in environment.",
            range: place.range,
            secret: true,
          },
        ]
      : [];
  const path = place.path.join(".");
  return [
    {
      message: `${address}: ${path} keeps ${through} in state and plan.`,
      ...mendFor(module, block, place, String(carried.steps[0]), flow),
      range: place.range,
      secret: true,
    },
  ];
}

/** All that is to be done, the variable's declaration included: one step without the others is refused. */
function mendFor(
  module: Module,
  block: Block,
  { path }: Place,
  name: string,
  flow: SecretFlow,
): Pick<Problem, "mend" | "related"> {
  const declaration = plainVariable(module, name, flow);
  const argument = [block.labels[0] ?? "", ...path];
  const declare =
    declaration === undefined
      ? []
      : [`Add ephemeral = true to variable "${name}", or plan files keep it.`];
  const steps = isChartValue(argument)
    ? [`Give it ${inRelease(path, `var.${name}`)}`, ...declare, ...releaseNeeds(module)]
    : [mendOfKept(argument.join(".")), ...declare];
  return {
    mend: steps.join(" "),
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

function inOutput(module: Module, block: Block, flow: SecretFlow): Problem[] {
  const value = valueOf(block.body, "value");
  const ephemeral = valueOf(block.body, "ephemeral");
  if (value === undefined || (ephemeral?.kind === "literal" && ephemeral.value === true)) return [];
  const carried = flow.carried(module, value);
  if (carried === undefined) return [];
  return [
    {
      message: `${addressOf(block)} keeps var.${String(carried.steps[0])} in state, where sensitive = true doesn't hide it.`,
      mend: "Take the output away, and give the ARN of the secret that holds it instead (token_secret_arn of ecs-connector).",
      range: value.range,
      secret: true,
    },
  ];
}
