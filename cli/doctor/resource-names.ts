import { STACK_INPUTS } from "../../modules/stack-inputs";
import { derivedNameSuffix } from "../../lib/aws-context";
import type { ModuleName } from "../../modules/names";
import type { Caller } from "./caller-identity";
import { type Request } from "./request";

/** Something that a deployment makes, and whose name can exist once. */
export interface ResourceName {
  readonly kind:
    "role" | "secret" | "log group" | "security group" | "cluster" | "service" | "stack set";
  readonly name: string;
  /** The cluster that a service is in. */
  readonly cluster?: string;
  /** As whom a stack set is asked for. */
  readonly callAs?: "SELF" | "DELEGATED_ADMIN";
}

/** The account and region that names are derived from. */
type Place = Pick<Caller, "accountId" | "region">;
type Values = Readonly<Record<string, unknown>>;

/** What a module's deployment makes in this account, by name. */
export function resourceNames(
  module: ModuleName,
  request: Request,
  place: Place,
): readonly ResourceName[] {
  const values = request.values(module);
  switch (module) {
    case "ecs-connector":
      return ofEcs(values, suffixOf(module, values, place));
    case "eks-connector":
      return ofEks(values, place);
    case "org-delegation":
      return ofOrganization(values, suffixOf(module, values, place));
    case "account-delegation":
      return [{ kind: "role", name: memberRoleName(module, request, place) }];
  }
}

/** The name of the role that is made in each member account, or in the one. */
export const memberRoleName = (
  module: "org-delegation" | "account-delegation",
  request: Request,
  place: Place,
): string => {
  const values = request.values(module);
  const suffix = suffixOf(module, values, place);
  return String(values["memberRoleName"] ?? `apono-member-role-${suffix}`);
};

const connectorIdOf = (module: ModuleName, { connectorId }: Values) =>
  String(connectorId ?? STACK_INPUTS[module]["connectorId"]!.default);

const suffixOf = (
  module: ModuleName,
  values: Values,
  { accountId, region }: Place,
  id = connectorIdOf(module, values),
) => String(values["nameSuffix"] ?? derivedNameSuffix(accountId, region, id));

const connectorRole = ({ roleName }: Values, suffix: string): ResourceName => ({
  kind: "role",
  name: String(roleName ?? `apono-connector-role-${suffix}`),
});

function ofEks(values: Values, place: Place): ResourceName[] {
  const { clusterName, nameSuffix, roleName } = values;
  if (clusterName == null && nameSuffix == null && roleName == null) return [];
  // As nameInCluster() of the module.
  const id = `${String(clusterName)}/${connectorIdOf("eks-connector", values)}`;
  return [connectorRole(values, suffixOf("eks-connector", values, place, id))];
}

function ofEcs(values: Values, suffix: string): ResourceName[] {
  const clusterArn = values["clusterArn"] as string | null | undefined;
  const secret: ResourceName = {
    kind: "secret",
    name: `apono-connector-registry-credentials-${suffix}`,
  };
  const ownCluster: ResourceName = {
    kind: "cluster",
    name: `apono-connector-ecscluster-${suffix}`,
  };
  return [
    connectorRole(values, suffix),
    { kind: "role", name: `apono-connector-execution-role-${suffix}` },
    ...(values["aponoTokenSecretArn"] == null ? [secret] : []),
    { kind: "log group", name: `/ecs/apono-connector-logs-${suffix}` },
    { kind: "security group", name: `apono-connector-sg-${suffix}` },
    ...(clusterArn == null ? [ownCluster] : []),
    {
      kind: "service",
      name: `apono-connector-ecsservice-${suffix}`,
      cluster: clusterArn ?? ownCluster.name,
    },
  ];
}

function ofOrganization(values: Values, suffix: string): ResourceName[] {
  const { callAs, managementRoleName } = values;
  return [
    { kind: "role", name: String(managementRoleName ?? `apono-management-role-${suffix}`) },
    {
      kind: "stack set",
      name: `apono-member-role-${suffix.replaceAll("_", "-")}`,
      callAs: callAs === "DELEGATED_ADMIN" ? callAs : "SELF",
    },
  ];
}
