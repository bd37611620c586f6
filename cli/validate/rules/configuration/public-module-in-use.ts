import type { Problem } from "../../finding";
import { type Module, blocksOf } from "../../model/configuration";
import type { Plan } from "../../model/plan";
import type { Rule } from "../../rule";
import { type ModuleCall, callsIn } from "./support/calls";

const GUIDE = "docs/upgrade-from-public-module.md";
const SUFFIX =
  "nameSuffix, as `terraform state pull > before-upgrade.tfstate && npx apono-connector modules suffix before-upgrade.tfstate` prints it";

/** What tells a deployment of the public module for ECS from any other. */
const PUBLIC_ADDRESS = /^(.*?)\.?(random_id\.stackId|aws_ecs_service\.ECSService)$/;

/** The public module, which keeps the token in state and in task definitions. */
export const publicModuleInUse: Rule = {
  id: "public-module-in-use",
  title: "The connector runs by this project's modules, not by the public one",
  severity: "warning",
  why:
    "The public module keeps the token in plain text in its state and in the task definition, gives tasks public addresses wherever " +
    "they run, and starts them with the role that the connector has. This project's modules take over what it has made, in place: " +
    "inputs keep their names, and nothing but task definitions, policies and the secret's version is replaced. " +
    `See [the guide](../upgrade-from-public-module.md).`,
  bad: {
    "main.tf": `module "apono" {
  source = "github.com/apono-io/terraform-modules//aws/connector-with-permissions/stacks/apono-connector"

  aponoToken  = var.apono_token
  connectorId = "production"
  vpcId       = "vpc-0123456789abcdef0"
  subnetIds   = ["subnet-0123456789abcdef0"]
}

variable "apono_token" {
  sensitive = true
}
`,
  },
  good: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  nameSuffix = "q3-Xw_0aBcE"

  aponoToken  = var.apono_token
  connectorId = "production"
  vpcId       = "vpc-0123456789abcdef0"
  subnetIds   = ["subnet-0123456789abcdef0"]
}

variable "apono_token" {
  sensitive = true
  ephemeral = true
}
`,
  },
  check: ({ modules, plans }) => [
    ...modules.flatMap((module) => [...callsOf(module), ...copyOf(module)]),
    ...plans.flatMap(deploymentsIn),
  ],
};

const callsOf = (module: Module): Problem[] =>
  callsIn(module)
    .filter(({ isPublic }) => isPublic)
    .map((call) => ({
      message: `module.${call.name} is the public module, which keeps the token in state and task definitions.`,
      mend: `${upgradeOf(call)} See ${GUIDE}.`,
      range: call.sourceRange,
    }));

/** The lines to change. */
function upgradeOf({ source, block }: ModuleCall): string {
  const isEks = /eks|k8s|kubernetes|helm/i.test(source) || block.body.attributes.has("clusterName");
  const module = isEks ? "apono-eks-connector" : "apono-ecs-connector";
  const more = [
    SUFFIX,
    ...(/without[-_]?permissions/i.test(source) ? ["withPermissions = false"] : []),
    ...(isEks ? ["createNamespace = false"] : []),
  ];
  return (
    `Set source = "<registry>/${module}/aws" and version = "~> 1.0", and add ${more.join(", and ")}. ` +
    "Give the token's variable ephemeral = true, plan, and rotate the token."
  );
}

/** A copy of the public module in a folder of the configuration. */
function copyOf(module: Module): Problem[] {
  const [service] = blocksOf(module, "resource", "aws_ecs_service", "ECSService");
  if (service === undefined || blocksOf(module, "resource", "random_id", "stackId").length === 0)
    return [];
  return [
    {
      message: `${module.folder} is a copy of the public module, which keeps the token in state and task definitions.`,
      mend: `Call <registry>/apono-ecs-connector/aws in its place, with ${SUFFIX}. See ${GUIDE}.`,
      range: service.range,
    },
  ];
}

/** Deployments of the public module that a plan leaves as they are. */
function deploymentsIn({ changes }: Plan): Problem[] {
  const found = new Map<string, Problem>();
  for (const { address, actions, range } of changes) {
    const match = PUBLIC_ADDRESS.exec(address);
    if (match === null || (actions.includes("delete") && !actions.includes("create"))) continue;
    const where = match[1] === "" ? "The root module" : match[1]!;
    if (found.has(where)) continue;
    found.set(where, {
      message: `${where} is a deployment of the public module: ${address}.`,
      mend: `Call <registry>/apono-ecs-connector/aws in its place, with ${SUFFIX}. See ${GUIDE}.`,
      range,
    });
  }
  return [...found.values()];
}
