import { GATEWAY_SERVICE } from "../../ecs-connector/endpoint-services";
import type { ConnectorName, ModuleName } from "../../module-names";
import type { KnownType } from "./needs";
import { findsSomeRole, makesOwnRole, makesSomeRole } from "./roles";
import {
  type When,
  all,
  always,
  has,
  hasOtherThan,
  is,
  isNotFalse,
  isNotSet,
  isSet,
  some,
} from "./when";

type Types = Readonly<Partial<Record<KnownType, When>>>;

/** Every module: where it is applied. */
const PLACE = {
  "data.aws_caller_identity": always,
  "data.aws_partition": always,
  "data.aws_region": always,
} as const satisfies Types;

/** Every module: roles with inline and managed policies, which others may make for a connector. */
const rolesOf = (module: ModuleName) => {
  const [makesSome, own] = [makesSomeRole(module), makesOwnRole(module)];
  const isExclusive =
    own === always ? is("exclusivePolicies", true) : all(is("exclusivePolicies", true), own);
  return {
    aws_iam_role: makesSome,
    aws_iam_role_policy: makesSome,
    aws_iam_role_policy_attachment: makesSome,
    aws_iam_role_policies_exclusive: isExclusive,
    aws_iam_role_policy_attachments_exclusive: isExclusive,
  } as const satisfies Types;
};

const connectorRolesOf = (module: ConnectorName) =>
  ({
    ...rolesOf(module),
    "data.aws_iam_policy": some(isSet("extraManagedPolicyArns"), isSet("extraManagedPolicies")),
    "data.aws_iam_role": findsSomeRole(module),
  }) as const satisfies Types;

/** As createCluster of ecs-connector decides. */
const makesCluster: When = some(
  is("createCluster", true),
  all(isNotSet("createCluster"), isNotSet("clusterArn")),
);
const joinsCluster: When = {
  text: "clusterArn is set, or createCluster = false",
  holds: (deployment) => !makesCluster.holds(deployment),
};

/** As egress.vpcEndpoints and assignPublicIp of ecs-connector decide. */
const hasInterfaceEndpoints = hasOtherThan("egress.vpcEndpoints", GATEWAY_SERVICE);
const readsRoutes = some(isNotSet("assignPublicIp"), has("egress.vpcEndpoints", GATEWAY_SERVICE));

/** As createOidcProvider of eks-connector decides; a provider that was made for IRSA stays with Pod Identity. */
const makesOidcProvider = all(is("createOidcProvider", true), isNotSet("oidcProviderArn"));
const findsOidcProvider = all(
  some(is("identity", "irsa"), is("identity", "both")),
  some(is("createOidcProvider", false), isSet("oidcProviderArn")),
);
const hasAssociation = all(
  some(is("identity", "pod-identity"), is("identity", "both")),
  isNotFalse("workloadIdentity.createPodIdentityAssociation"),
);

/** The types of resources and data sources that each module has, and with which inputs. */
export const MODULE_TYPES: Readonly<Record<ModuleName, Types>> = {
  "ecs-connector": {
    ...PLACE,
    ...connectorRolesOf("ecs-connector"),
    aws_security_group: some(is("createSecurityGroup", true), hasInterfaceEndpoints),
    "data.aws_security_groups": isSet("securityGroupIds"),
    "data.aws_subnets": always,
    "data.aws_subnet": always,
    "data.aws_route_tables": readsRoutes,
    "data.aws_route_table": readsRoutes,
    "data.aws_vpc": hasInterfaceEndpoints,
    "data.aws_vpc_endpoint_service": isSet("egress.vpcEndpoints"),
    aws_vpc_endpoint: isSet("egress.vpcEndpoints"),
    aws_secretsmanager_secret: isNotSet("aponoTokenSecretArn"),
    aws_secretsmanager_secret_version: isNotSet("aponoTokenSecretArn"),
    "data.aws_secretsmanager_secrets": isSet("aponoTokenSecretArn"),
    "data.aws_secretsmanager_secret": all(isSet("aponoTokenSecretArn"), isNotSet("kmsKeyArn")),
    aws_cloudwatch_log_group: isNotSet("logs.existingGroupName"),
    "data.aws_cloudwatch_log_group": isSet("logs.existingGroupName"),
    aws_ecs_cluster: makesCluster,
    aws_ecs_cluster_capacity_providers: makesCluster,
    "data.aws_ecs_clusters": joinsCluster,
    aws_ecs_task_definition: always,
    aws_ecs_service: always,
    "data.aws_ecs_service": is("scaledOutside", true),
    aws_cloudwatch_event_rule: isSet("alerts.topicArns"),
    aws_cloudwatch_event_target: isSet("alerts.topicArns"),
    aws_cloudwatch_metric_alarm: isSet("alerts.topicArns"),
  },
  "eks-connector": {
    ...PLACE,
    ...connectorRolesOf("eks-connector"),
    "data.aws_eks_cluster": always,
    aws_iam_openid_connect_provider: makesOidcProvider,
    "data.aws_iam_openid_connect_provider": findsOidcProvider,
    aws_eks_pod_identity_association: hasAssociation,
    aws_eks_addon: is("workloadIdentity.createPodIdentityAgent", true),
    aws_eks_access_entry: is("accessEntries.create", true),
    aws_eks_access_policy_association: is("accessEntries.create", true),
  },
  "org-delegation": {
    ...PLACE,
    ...rolesOf("org-delegation"),
    aws_cloudformation_stack_set: always,
    aws_cloudformation_stack_set_instance: always,
    "data.aws_organizations_organization": always,
    "data.aws_organizations_organizational_unit_descendant_organizational_units": always,
    "data.aws_organizations_organizational_unit_descendant_accounts": some(
      isSet("onlyAccountIds"),
      isSet("excludedAccountIds"),
    ),
    "data.aws_organizations_delegated_administrators": is("callAs", "DELEGATED_ADMIN"),
    "data.aws_iam_roles": always,
  },
  "account-delegation": { ...PLACE, ...rolesOf("account-delegation") },
};
