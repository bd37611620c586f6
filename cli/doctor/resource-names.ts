import { STACK_INPUTS } from "../../modules/stack-inputs";
import { type ResourceKind, derivedSuffix, nameOf } from "../../modules/naming";
import type { ModuleName } from "../../modules/module-names";
import type { Caller } from "./caller-identity";

/** A resource that a deployment creates, with a name that must be unique. */
export interface ResourceName {
  readonly kind:
    "role" | "secret" | "log group" | "security group" | "cluster" | "service" | "stack set";
  readonly name: string;
  /** Of a service: its cluster. */
  readonly cluster?: string;
  /** Of a stack set: as whom CloudFormation is called. */
  readonly callAs?: "SELF" | "DELEGATED_ADMIN";
}

/** The account and region that names are derived from. */
type Place = Pick<Caller, "accountId" | "region">;
type Values = Readonly<Record<string, unknown>>;

/** The resources with unique names that a module creates in this account. @param values its inputs, as far as they are given */
export function resourceNames(
  module: ModuleName,
  values: Values,
  place: Place,
): readonly ResourceName[] {
  switch (module) {
    case "ecs-connector":
      return ofEcs(values, suffixOf(module, values, place));
    case "eks-connector":
      return ofEks(values, place);
    case "org-delegation":
      return ofOrganization(values, suffixOf(module, values, place));
    case "account-delegation":
      return [{ kind: "role", name: memberRoleName(module, values, place) }];
  }
}

/** The name of the role in each member account (org-delegation), or in the one account (account-delegation). */
export const memberRoleName = (
  module: "org-delegation" | "account-delegation",
  values: Values,
  place: Place,
): string => {
  const suffix = suffixOf(module, values, place);
  return String(values["memberRoleName"] ?? nameOf("memberRole", suffix));
};

const connectorIdOf = (module: ModuleName, { connectorId }: Values) =>
  String(connectorId ?? STACK_INPUTS[module]["connectorId"]!.default);

const suffixOf = (
  module: ModuleName,
  values: Values,
  { accountId, region }: Place,
  ...cluster: readonly string[]
) =>
  String(
    values["nameSuffix"] ??
      derivedSuffix(accountId, region, ...cluster, connectorIdOf(module, values)),
  );

/** What `namePrefix` puts before names. */
const prefixOf = ({ namePrefix }: Values) => String(namePrefix ?? "");

/** The connector's role; none where others make it. @param arn of that role */
const connectorRole = (values: Values, suffix: string, arn: unknown): ResourceName[] =>
  arn == null
    ? [
        {
          kind: "role",
          name: String(values["roleName"] ?? nameOf("connectorRole", suffix, prefixOf(values))),
        },
      ]
    : [];

/** The attributes of an object. */
const attributesOf = (values: Values, input: string): Values => (values[input] ?? {}) as Values;

function ofEks(values: Values, place: Place): ResourceName[] {
  const { clusterName, nameSuffix, roleName } = values;
  if (clusterName == null && nameSuffix == null && roleName == null) return [];
  const suffix = suffixOf("eks-connector", values, place, String(clusterName));
  return connectorRole(values, suffix, attributesOf(values, "role")["arn"]);
}

function ofEcs(values: Values, suffix: string): ResourceName[] {
  const clusterArn = values["clusterArn"] as string | null | undefined;
  const { taskRoleArn, executionRoleArn } = attributesOf(values, "roles");
  const named = (kind: ResourceName["kind"], what: ResourceKind): ResourceName => ({
    kind,
    name: nameOf(what, suffix, prefixOf(values)),
  });
  const ownCluster = named("cluster", "cluster");
  return [
    ...connectorRole(values, suffix, taskRoleArn),
    ...(executionRoleArn == null ? [named("role", "executionRole")] : []),
    ...(values["aponoTokenSecretArn"] == null ? [named("secret", "tokenSecret")] : []),
    named("log group", "logGroup"),
    named("security group", "securityGroup"),
    ...(clusterArn == null ? [ownCluster] : []),
    {
      ...named("service", "service"),
      cluster: clusterArn ?? ownCluster.name,
    },
  ];
}

function ofOrganization(values: Values, suffix: string): ResourceName[] {
  const { callAs, managementRoleName } = values;
  return [
    { kind: "role", name: String(managementRoleName ?? nameOf("managementRole", suffix)) },
    {
      kind: "stack set",
      name: nameOf("stackSet", suffix),
      callAs: callAs === "DELEGATED_ADMIN" ? callAs : "SELF",
    },
  ];
}
