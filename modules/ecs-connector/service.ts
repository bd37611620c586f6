import { DataAwsEcsService } from "@cdktf/provider-aws/lib/data-aws-ecs-service";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  type Expression,
  type StringMap,
  type Value,
  hcl,
  present,
  rawHcl,
  text,
} from "../../lib/hcl";
import { addPostconditions, addPreconditions } from "../../lib/terraform-features";
import { POLICY_NAMES } from "../naming";
import { type Names, nameExpression } from "../naming-expressions";
import type { Cluster } from "./cluster";
import type { Network } from "./network";
import { EXECUTE_COMMAND } from "./task-permissions";

export interface ServiceProps {
  readonly network: Network;
  readonly subnetIds: Value<readonly string[]>;
  readonly cluster: Cluster;
  readonly taskDefinitionArn: string;
  readonly taskRoleId: string;
  /** Whether the module makes the task role, and may add to it. */
  readonly isTaskRoleMade: Expression<boolean>;
  readonly numberOfInstances: Value<number>;
  /** Whether the number of instances stays what it is. */
  readonly scaledOutside: Value<boolean>;
  readonly enableExecuteCommand: Value<boolean>;
  readonly waitForSteadyState: Value<boolean>;
  /** FARGATE or FARGATE_SPOT; null: Fargate's launch type. */
  readonly capacityProvider: Value<string | null>;
  /** Whether tasks get the service's tags, and ECS's. */
  readonly propagateTags: Value<boolean>;
  readonly names: Names;
  readonly tags: Value<StringMap>;
  /** What must exist before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The ECS service that runs the connector's instances. */
export class Service extends Construct {
  readonly service: EcsService;
  /** The task role's policy for `aws ecs execute-command`; none or one. */
  readonly executeCommand: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    this.executeCommand = this.allowExecuteCommand(props);
    const name = nameExpression("service", props.names);
    this.service = new EcsService(this, "aws_ecs_service.connector", {
      name: name.asString,
      cluster: props.cluster.arn.asString,
      taskDefinition: props.taskDefinitionArn,
      desiredCount: this.instances(props, name).asNumber,
      launchType: hcl`${props.capacityProvider} == null ? "FARGATE" : null`.asString,
      platformVersion: "LATEST",
      schedulingStrategy: "REPLICA",
      // New instances first, old ones when those are healthy: never fewer than asked for.
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      enableExecuteCommand: hcl`${props.enableExecuteCommand}`,
      waitForSteadyState: hcl`${props.waitForSteadyState}`,
      propagateTags: hcl`${props.propagateTags} ? "SERVICE" : null`.asString,
      enableEcsManagedTags: hcl`${props.propagateTags}`,
      networkConfiguration: {
        subnets: hcl`${props.subnetIds}`.asList,
        securityGroups: props.network.securityGroupIds.asList,
        assignPublicIp: props.network.assignPublicIp,
      },
      tags: hcl`${props.tags}`.asMap,
      dependsOn: [...props.dependsOn, this.executeCommand],
    });
    this.service.addOverride("dynamic.capacity_provider_strategy", {
      for_each: present(props.capacityProvider),
      content: { capacity_provider: rawHcl("capacity_provider_strategy.value"), weight: 1 },
    });
    addPreconditions(this.service, [
      ...props.network.preconditions,
      ...props.cluster.preconditions,
    ]);
    this.refuseRollback(props);
  }

  /** The configured number, or the service's current one. */
  private instances(
    { scaledOutside, numberOfInstances, cluster }: ServiceProps,
    name: Expression<string>,
  ) {
    const current = new DataAwsEcsService(this, "data.aws_ecs_service.current", {
      clusterArn: cluster.arn.asString,
      serviceName: name.asString,
    });
    current.addOverride("count", hcl`${scaledOutside} ? 1 : 0`);
    return hcl`${scaledOutside} ? one(${current.fqn}[*].desired_count) : ${numberOfInstances}`;
  }

  /**
   * A service that ECS has rolled back is stable again, which the provider (5.100 and others) reports as success.
   * https://github.com/hashicorp/terraform-provider-aws/issues/20858. From 6.5 on it fails by itself:
   * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go (findDeploymentStatus)
   */
  private refuseRollback({ waitForSteadyState, taskDefinitionArn }: ServiceProps): void {
    addPostconditions(this.service, [
      {
        condition: hcl`!${waitForSteadyState} || self.task_definition == ${taskDefinitionArn}`,
        errorMessage: text`ECS rolled the service back to ${hcl`self.task_definition`}, because tasks of ${taskDefinitionArn} did not start or were not healthy. The reason is in the service's events (aws ecs describe-services) and in the connector's log group. Fix it and apply again.`,
      },
    ]);
  }

  private allowExecuteCommand(props: ServiceProps): IamRolePolicy {
    const policy = new IamRolePolicy(this, "aws_iam_role_policy.execute_command", {
      role: props.taskRoleId,
      name: POLICY_NAMES.executeCommand,
      policy: hcl`jsonencode(${{
        Version: "2012-10-17",
        Statement: [EXECUTE_COMMAND],
      }})`.asString,
    });
    policy.addOverride(
      "count",
      hcl`${props.enableExecuteCommand} && ${props.isTaskRoleMade} ? 1 : 0`,
    );
    return policy;
  }
}
