import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { nameOr, nameSuffix, nameExpression } from "../naming-expressions";
import { ConnectorRole } from "../permissions";
import { Cluster } from "./cluster";
import { ecsConnectorInputs } from "./inputs";
import { Network } from "./network";
import { ExecutionRole } from "./execution-role";
import { Service } from "./service";
import { Task } from "./task";
import { EXECUTE_COMMAND, TASK_EXECUTION_POLICY } from "./task-permissions";
import { TokenSecret } from "./token-secret";
import { taskTrust } from "./trust";
import { keepOldTaskDefinitions, moveFromPublicModule } from "./public-module-upgrade";
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
  private readonly nameSuffix: Expression<string>;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: EcsConnectorProps) {
    super(scope, id);
    this.inputs = resolveInputs("EcsConnector", ecsConnectorInputs, props);
    this.aws = new AwsContext(this, "aws");
    this.nameSuffix = local(
      this,
      "name_suffix",
      nameSuffix(this.aws, this.inputs.nameSuffix, this.inputs.connectorId),
    );

    const network = this.makeNetwork();
    const token = this.keepToken();
    const executionName = nameExpression("executionRole", this.nameSuffix);
    const connectorRole = this.makeConnectorRole(executionName);
    const executionRole = this.makeExecutionRole(executionName, token);
    const logGroup = this.makeLogGroup();
    const cluster = new Cluster(this, "cluster", {
      ...this.shared(),
      clusterArn: this.inputs.clusterArn,
      createCluster: this.inputs.createCluster,
      dependsOn: [connectorRole.role, executionRole.role, token.secret, logGroup],
    });
    const task = this.describeTask(token, connectorRole, executionRole, logGroup, cluster);
    const service = this.runService(network, cluster, task, connectorRole, executionRole);
    connectorRole.keepExclusive([hcl`${service.executeCommand.fqn}[*].name`]);

    moveFromPublicModule(this, {
      logGroup,
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
    keepOldTaskDefinitions(this);
    this.outputs = {
      connector_id: this.inputs.connectorId,
      connector_version: this.inputs.connectorVersion,
      number_of_instances: this.inputs.numberOfInstances,
      connector_role_arn: connectorRole.role.arn,
      connector_role_name: connectorRole.role.name,
      execution_role_arn: executionRole.role.arn,
      log_group_arn: logGroup.arn,
      log_group_name: logGroup.name,
      cluster_arn: cluster.arn.asString,
      service_name: service.service.name,
      task_definition_arn: task.definition.arn,
      security_group_id: network.securityGroup.id,
      token_secret_arn: token.arn.asString,
      assign_public_ip: network.assignPublicIp,
      egress: network.egress,
      permission_sets: connectorRole.grantedSets,
      managed_policy_arns: connectorRole.attachedArns,
      region: this.aws.region.asString,
      name_suffix: this.nameSuffix.asString,
    };
  }

  /** What every part needs to know. */
  private shared() {
    return { aws: this.aws, nameSuffix: this.nameSuffix, tags: this.inputs.tags };
  }

  private makeNetwork(): Network {
    const { subnetIds, vpcId, assignPublicIp, securityGroupIds, waitFor } = this.inputs;
    return new Network(this, "network", {
      ...this.shared(),
      subnetIds,
      vpcId,
      assignPublicIp,
      securityGroupIds,
      waitFor,
    });
  }

  private makeLogGroup(): CloudwatchLogGroup {
    const { logGroupRetentionInDays, tags } = this.inputs;
    return new CloudwatchLogGroup(this, "aws_cloudwatch_log_group.connector", {
      name: nameExpression("logGroup", this.nameSuffix).asString,
      retentionInDays: logGroupRetentionInDays ?? undefined,
      tags: hcl`${tags}`.asMap,
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

  private makeConnectorRole(executionName: Expression<string>): ConnectorRole {
    const { roleName, connectorId } = this.inputs;
    return new ConnectorRole(this, "role", {
      ...this.inputs,
      aws: this.aws,
      name: local(this, "role_name", nameOr(roleName, "connectorRole", this.nameSuffix)),
      description: text`What the Apono connector ${connectorId} may do`,
      trustPolicy: hcl`jsonencode(${taskTrust(this.aws)})`,
      // The public module attaches it here, where one role served as both; an upgrade must not take it away while
      // tasks of the old definition still run.
      alwaysManagedPolicies: { task_execution: TASK_EXECUTION_POLICY },
      otherInlineStatements: [EXECUTE_COMMAND],
      otherOwnRoleArns: [this.aws.roleArn(executionName)],
    });
  }

  private makeExecutionRole(name: Expression<string>, token: TokenSecret): ExecutionRole {
    const { permissionsBoundaryArn, tags } = this.inputs;
    return new ExecutionRole(this, "execution-role", {
      aws: this.aws,
      name,
      secretArn: token.arn,
      kmsKeyArn: token.keyArn,
      permissionsBoundaryArn,
      tags,
    });
  }

  private describeTask(
    token: TokenSecret,
    connectorRole: ConnectorRole,
    executionRole: ExecutionRole,
    logGroup: CloudwatchLogGroup,
    cluster: Cluster,
  ): Task {
    const {
      connectorId,
      aponoUrl,
      imageRepository,
      connectorVersion,
      cpu,
      memory,
      cpuArchitecture,
    } = this.inputs;
    const { enableExecuteCommand, aponoTokenVersion } = this.inputs;
    return new Task(this, "task", {
      ...this.shared(),
      connectorId,
      aponoUrl,
      imageRepository,
      connectorVersion,
      cpu,
      memory,
      cpuArchitecture,
      enableExecuteCommand,
      logGroupName: logGroup.name,
      tokenSecretArn: token.arn,
      tokenValueFrom: token.valueFrom,
      tokenVersion: aponoTokenVersion,
      taskRoleArn: connectorRole.role.arn,
      executionRoleArn: executionRole.role.arn,
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
  ): Service {
    const { subnetIds, numberOfInstances, scaledOutside, enableExecuteCommand } = this.inputs;
    const { waitForSteadyState, tags } = this.inputs;
    return new Service(this, "service", {
      network,
      subnetIds,
      cluster,
      taskDefinitionArn: task.definition.arn,
      taskRoleId: connectorRole.role.id,
      numberOfInstances,
      scaledOutside,
      enableExecuteCommand,
      waitForSteadyState,
      nameSuffix: this.nameSuffix,
      tags,
      dependsOn: [...connectorRole.ready, ...executionRole.ready],
    });
  }
}
