import { type ITerraformDependable, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { type ConnectorNames, connectorNames } from "../connector-names";
import { nameExpression, nameOr } from "../naming-expressions";
import { ConnectorRole, type RoleChoice } from "../permissions";
import { Alerts } from "./alerts";
import { Cluster } from "./cluster";
import { ecsConnectorInputs } from "./inputs";
import { LogGroup } from "./log-group";
import { Network } from "./network";
import { ExecutionRole } from "./execution-role";
import { type RoleChoices, chooseRoles } from "./role-choices";
import { Service } from "./service";
import { Task } from "./task";
import { EXECUTE_COMMAND, TASK_EXECUTION_POLICY } from "./task-permissions";
import { TokenSecret } from "./token-secret";
import { taskTrust } from "./trust";
import {
  keepOldTaskDefinitions,
  moveFromPublicModule,
  moveToFirstInstance,
} from "./public-module-upgrade";
import type { EcsConnectorOutputs, EcsConnectorProps } from "./types";

export { ecsConnectorInputs } from "./inputs";
export { ecsConnectorOutputs } from "./outputs";
export type { EcsConnectorOutputs, EcsConnectorProps } from "./types";

/**
 * The Apono connector on ECS Fargate.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link ecsConnectorInputs} and {@link ecsConnectorOutputs}.
 */
export class EcsConnector extends Construct {
  /** One value for each declared output. */
  readonly outputs: EcsConnectorOutputs;

  private readonly inputs: ResolvedInputs<typeof ecsConnectorInputs>;
  private readonly aws: AwsContext;
  private readonly names: ConnectorNames;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: EcsConnectorProps) {
    super(scope, id);
    this.inputs = resolveInputs("EcsConnector", ecsConnectorInputs, props);
    this.aws = new AwsContext(this, "aws");
    this.names = connectorNames(
      this,
      this.aws,
      "ecs-connector",
      this.inputs,
      this.inputs.connectorId,
    );

    const lookupAfter = [new TerraformLocal(this, "local.wait_for", this.inputs.waitFor)];
    const network = this.makeNetwork(lookupAfter);
    const token = this.keepToken();
    const choices = chooseRoles(this, this.aws, this.inputs);
    const executionName = nameExpression("executionRole", this.names);
    const connectorRole = this.makeConnectorRole(executionName, choices);
    const executionRole = this.makeExecutionRole(executionName, token, choices.execution);
    const logGroup = this.makeLogGroup(lookupAfter);
    const cluster = new Cluster(this, "cluster", {
      ...this.shared(),
      clusterArn: this.inputs.clusterArn,
      createCluster: this.inputs.createCluster,
      containerInsights: this.inputs.containerInsights,
      dependsOn: [connectorRole.role, executionRole.role, token.secret, logGroup.group],
    });
    const task = this.describeTask(token, connectorRole, executionRole, logGroup, cluster);
    const service = this.runService(
      network,
      cluster,
      task,
      connectorRole,
      executionRole,
      choices.task.isMade,
    );
    new Alerts(this, "alerts", { ...this.inputs, ...this.shared(), cluster, service });
    connectorRole.keepExclusive([hcl`${service.executeCommand.fqn}[*].name`]);

    moveFromPublicModule(this, {
      logGroup: logGroup.group,
      cluster: cluster.cluster,
      capacityProviders: cluster.capacityProviders,
      service: service.service,
      role: connectorRole.role,
      inlinePolicies: connectorRole.inlinePolicies,
      managedPolicies: connectorRole.managedPolicies,
      taskExecutionPolicy: connectorRole.alwaysAttached["task_execution"]!,
      secret: token.secret,
      secretVersion: token.version,
      securityGroup: network.securityGroup,
    });
    moveToFirstInstance(this, {
      logGroup: logGroup.group,
      securityGroup: network.securityGroup,
    });
    keepOldTaskDefinitions(this);
    this.outputs = {
      connector_id: this.inputs.connectorId,
      connector_version: this.inputs.connectorVersion,
      number_of_instances: this.inputs.numberOfInstances,
      connector_role_arn: connectorRole.arn.asString,
      connector_role_name: connectorRole.roleName.asString,
      execution_role_arn: executionRole.arn.asString,
      log_group_arn: logGroup.arn.asString,
      log_group_name: logGroup.name.asString,
      cluster_arn: cluster.arn.asString,
      service_name: service.service.name,
      task_definition_arn: task.definition.arn,
      security_group_id: network.securityGroupId.asString,
      token_secret_arn: token.arn.asString,
      assign_public_ip: network.assignPublicIp,
      egress: network.egress,
      permission_sets: connectorRole.grantedSets,
      managed_policy_arns: connectorRole.attachedArns,
      region: this.aws.region.asString,
      name_suffix: this.names.suffix.asString,
    };
  }

  /** What every part needs to know. */
  private shared() {
    return { aws: this.aws, names: this.names, tags: this.inputs.tags };
  }

  private makeNetwork(lookupAfter: readonly ITerraformDependable[]): Network {
    return new Network(this, "network", {
      ...this.inputs,
      ...this.shared(),
      securityGroupEgress: this.inputs.egress,
      lookupAfter,
    });
  }

  private makeLogGroup(lookupAfter: readonly ITerraformDependable[]): LogGroup {
    const { logs, logGroupRetentionInDays } = this.inputs;
    return new LogGroup(this, "logs", {
      ...this.shared(),
      logs,
      retentionInDays: logGroupRetentionInDays,
      lookupAfter,
    });
  }

  private keepToken(): TokenSecret {
    const { aponoToken, aponoTokenVersion, aponoTokenSecretArn, connectorId, kmsKeyArn } =
      this.inputs;
    return new TokenSecret(this, "token", {
      ...this.shared(),
      aponoToken,
      aponoTokenVersion,
      aponoTokenSecretArn,
      connectorId,
      kmsKeyArn,
    });
  }

  private makeConnectorRole(
    executionName: Expression<string>,
    choices: RoleChoices,
  ): ConnectorRole {
    const { roleName, connectorId, roles } = this.inputs;
    return new ConnectorRole(this, "role", {
      ...this.inputs,
      aws: this.aws,
      name: local(this, "role_name", nameOr(roleName, "connectorRole", this.names)),
      namePrefix: this.names.prefix,
      path: roles.path,
      assumedRolesPath: roles.assumedRolesPath,
      choice: choices.task,
      description: text`What the Apono connector ${connectorId} may do`,
      trustPolicy: hcl`jsonencode(${taskTrust(this.aws)})`,
      // The public module attaches it here, where one role served as both; an upgrade must not take it away while
      // tasks of the old definition still run.
      alwaysManagedPolicies: { task_execution: TASK_EXECUTION_POLICY },
      otherInlineStatements: [EXECUTE_COMMAND],
      otherOwnRoleArns: [choices.execution.plannedArn(this.aws.roleArn(executionName, roles.path))],
    });
  }

  private makeExecutionRole(
    name: Expression<string>,
    token: TokenSecret,
    choice: RoleChoice,
  ): ExecutionRole {
    const { permissionsBoundaryArn, container, roles, tags } = this.inputs;
    return new ExecutionRole(this, "execution-role", {
      aws: this.aws,
      name,
      path: roles.path,
      choice,
      secretArn: token.arn,
      kmsKeyArn: token.keyArn,
      containerSecrets: container.secrets,
      containerSecretsKeyArns: container.secretsKmsKeyArns,
      permissionsBoundaryArn,
      tags,
    });
  }

  private describeTask(
    token: TokenSecret,
    connectorRole: ConnectorRole,
    executionRole: ExecutionRole,
    logGroup: LogGroup,
    cluster: Cluster,
  ): Task {
    return new Task(this, "task", {
      ...this.inputs,
      ...this.shared(),
      logGroupName: logGroup.name,
      tokenSecretArn: token.arn,
      tokenValueFrom: token.valueFrom,
      tokenVersion: this.inputs.aponoTokenVersion,
      taskRoleArn: connectorRole.arn.asString,
      executionRoleArn: executionRole.arn.asString,
      preconditions: token.preconditions,
      // ECS refuses a role that it does not know yet ("Role is not valid"), and the provider does not ask again. What is
      // made late gives IAM the time to tell it everywhere: the provider waits 10 s for a cluster of its own, twice.
      dependsOn: [
        ...[token.version, cluster.capacityProviders],
        ...connectorRole.ready,
        ...executionRole.ready,
      ],
    });
  }

  private runService(
    network: Network,
    cluster: Cluster,
    task: Task,
    connectorRole: ConnectorRole,
    executionRole: ExecutionRole,
    isTaskRoleMade: Expression<boolean>,
  ): Service {
    return new Service(this, "service", {
      ...this.inputs,
      ...this.shared(),
      network,
      cluster,
      taskDefinitionArn: task.definition.arn,
      taskRoleId: connectorRole.roleId,
      isTaskRoleMade,
      dependsOn: [...connectorRole.ready, ...executionRole.ready],
    });
  }
}
