import type { Problem } from "../finding";
import { type Block, type Module, blocksOf } from "../../terraform/configuration";
import type { Plan } from "../plan/plan";
import type { Rule } from "../rule";
import { type ModuleCall, callsIn } from "../module-calls/module-calls";

const SUFFIX =
  "nameSuffix, as `terraform state pull > before-upgrade.tfstate && npx apono-connector modules suffix before-upgrade.tfstate` prints it";

/** Resources that only the public module makes. */
const PUBLIC_ADDRESS =
  /^(.*?)\.?(random_id\.stackId|aws_ecs_service\.ECSService|helm_release\.connectorHelmChart)$/;

export const publicModuleInUse: Rule = {
  id: "public-module-in-use",
  title: "The connector uses this project's modules, not the public one",
  severity: "warning",
  why:
    "The public module stores the token in plain text in its state and in the task definition, gives tasks " +
    "public IP addresses everywhere, and starts them with the connector's own role. This project's modules " +
    "take over its deployments in place: inputs keep their names, and only task definitions, policies and the " +
    "secret's version are replaced. See [the guide](../upgrade-from-public-module.md).",
  check: ({ modules, plans }) => [
    ...modules.flatMap((module) => [...callsOf(module), ...copyOf(module)]),
    ...plans.flatMap(deploymentsIn),
  ],
};

/** Where the public module stores the token, by its kind. */
const KEEPS = {
  ecs: "stores the token in state and task definitions",
  eks: "stores the token in state and in the release's values",
} as const;
type Kind = keyof typeof KEEPS;

const GUIDES: Readonly<Record<Kind, string>> = {
  ecs: "docs/upgrade-from-public-module.md",
  eks: "modules/eks-connector/README.md#coming-from-the-public-module",
};

const callsOf = (module: Module): Problem[] =>
  callsIn(module)
    .filter(({ isPublic }) => isPublic)
    .map((call) => ({
      message: `module.${call.name} is the public module, which ${KEEPS[kindOf(call)]}.`,
      fix: `${upgradeOf(call)} See ${GUIDES[kindOf(call)]}.`,
      range: call.sourceRange,
    }));

const kindOf = ({ source, block }: ModuleCall): Kind =>
  /eks|k8s|kubernetes|helm/i.test(source) || block.body.attributes.has("clusterName")
    ? "eks"
    : "ecs";

/** The changes for an upgrade. */
function upgradeOf(call: ModuleCall): string {
  const kind = kindOf(call);
  const more =
    kind === "eks"
      ? KUBERNETES
      : [
          SUFFIX,
          ...(/without[-_]?permissions/i.test(call.source) ? ["withPermissions = false"] : []),
        ];
  return (
    `Set source = "<registry>/apono-${kind}-connector/aws" and version = "~> 1.0", and add ${more.join(", and ")}. ` +
    "Set ephemeral = true on the token's variable, plan, and rotate the token."
  );
}

/** Additional inputs of the module for EKS, which makes a role, unlike the public one. */
const KUBERNETES = [
  "clusterName",
  "createNamespace = false (the release's namespace exists)",
  "permissionSets = [] for a role that allows nothing, or the sets that the connector needs: the public module made no role",
];

/** Reports a copy of the public module in the configuration. */
function copyOf(module: Module): Problem[] {
  const of = (kind: Kind, resource: Block | undefined): Problem[] =>
    resource === undefined
      ? []
      : [
          {
            message: `${module.folder} is a copy of the public module, which ${KEEPS[kind]}.`,
            fix: inPlaceOf(kind),
            range: resource.range,
          },
        ];
  const [service] = blocksOf(module, "resource", "aws_ecs_service", "ECSService");
  const [release] = blocksOf(module, "resource", "helm_release", "connectorHelmChart");
  const isEcs = blocksOf(module, "resource", "random_id", "stackId").length > 0;
  return [...(isEcs ? of("ecs", service) : []), ...of("eks", release)];
}

const inPlaceOf = (kind: Kind): string =>
  `Call <registry>/apono-${kind}-connector/aws in its place, with ${kind === "eks" ? KUBERNETES.join(", and ") : SUFFIX}. See ${GUIDES[kind]}.`;

/** Deployments of the public module that a plan keeps. */
function deploymentsIn({ changes }: Plan): Problem[] {
  const found = new Map<string, Problem>();
  for (const { address, actions, range } of changes) {
    const match = PUBLIC_ADDRESS.exec(address);
    if (match === null || (actions.includes("delete") && !actions.includes("create"))) continue;
    const where = match[1] === "" ? "The root module" : match[1]!;
    if (found.has(where)) continue;
    found.set(where, {
      message: `${where} is a deployment of the public module: ${address}.`,
      fix: inPlaceOf(address.endsWith("connectorHelmChart") ? "eks" : "ecs"),
      range,
    });
  }
  return [...found.values()];
}
