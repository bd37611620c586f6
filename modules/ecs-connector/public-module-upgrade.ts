import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { Moved, Removed } from "../../lib/terraform-features";
import { DEFAULT_SET_NAMES, permissionSet } from "../permissions";

/** The resources that take over from the public module's. */
export interface PublicModuleSuccessors {
  readonly logGroup: TerraformResource;
  readonly cluster: TerraformResource;
  readonly capacityProviders: TerraformResource;
  readonly service: TerraformResource;
  readonly role: TerraformResource;
  readonly inlinePolicies: TerraformResource;
  readonly managedPolicies: TerraformResource;
  readonly taskExecutionPolicy: TerraformResource;
  readonly secret: TerraformResource;
  readonly secretVersion: TerraformResource;
  readonly securityGroup: TerraformResource;
}

/**
 * Maps each resource of the public module to ours, so that an upgrade keeps it. Its `random_id` has no successor: names
 * end in `nameSuffix` instead.
 */
export function moveFromPublicModule(scope: Construct, to: PublicModuleSuccessors): void {
  const moved = new Moved(scope, "moved.public_module")
    .add("aws_cloudwatch_log_group.LogsLogGroup", to.logGroup)
    .add("aws_ecs_cluster.ECSCluster", to.cluster, 0)
    .add("aws_ecs_cluster_capacity_providers.EcsClusterCapacityProvider", to.capacityProviders, 0)
    .add("aws_ecs_service.ECSService", to.service)
    .add("aws_iam_role.IAMRole", to.role)
    .add("aws_secretsmanager_secret.ECSImageCredentials", to.secret, 0)
    .add("aws_secretsmanager_secret_version.ECSImageCredentialsVersion", to.secretVersion, 0)
    .add("aws_security_group.SecurityGroup", to.securityGroup)
    .add(
      attachmentAddress("service-role--AmazonECSTaskExecutionRolePolicy"),
      to.taskExecutionPolicy,
    );
  for (const name of DEFAULT_SET_NAMES) {
    const { policyName, managedPolicy } = permissionSet(name);
    if (policyName !== undefined)
      moved.add(`aws_iam_role_policy.IAMRolePolicy-${policyName}`, to.inlinePolicies, name);
    if (managedPolicy !== undefined)
      moved.add(attachmentAddress(managedPolicy), to.managedPolicies, name);
  }
}

/**
 * What the first versions of this module made always, and now none or one: the second step of a chain from the public
 * module, since an instance can be moved from one address only.
 */
export function moveToFirstInstance(
  scope: Construct,
  resources: Pick<PublicModuleSuccessors, "logGroup" | "securityGroup">,
): void {
  const moved = new Moved(scope, "moved.first_instance");
  for (const to of Object.values(resources))
    moved.add(`${to.terraformResourceType}.${to.friendlyUniqueId}`, to, 0);
}

/**
 * Forgets the task definitions of the public module, and of this module before 1.1, without deregistering them: the
 * service can still be rolled back to them. A `skip_destroy` in the new configuration would be too late, because the
 * provider uses the state's value.
 */
export function keepOldTaskDefinitions(scope: Construct): void {
  new Removed(scope, "removed.task_definitions", [
    "aws_ecs_task_definition.ECSTaskDefinition",
    "aws_ecs_task_definition.connector",
  ]);
}

const attachmentAddress = (policy: string) =>
  `aws_iam_role_policy_attachment.IAMRolePolicyAttachment-arnawsiamawspolicy--${policy}`;
