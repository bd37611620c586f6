import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import { addPreconditions } from "../../lib/terraform-features";
import type { Network } from "./network";
import { EXECUTE_COMMAND, EXECUTE_COMMAND_POLICY_NAME } from "./task-permissions";

/** What {@link Service} needs; values may be references. */
export interface ServiceProps {
  readonly network: Network;
  readonly subnetIds: unknown;
  readonly clusterArn: Expression;
  readonly taskDefinitionArn: string;
  readonly taskRoleId: string;
  readonly numberOfInstances: number | null;
  readonly enableExecuteCommand: unknown;
  readonly waitForSteadyState: unknown;
  readonly nameSuffix: Expression;
  readonly tags: unknown;
  /** What must exist before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The service that keeps the connector's instances running. */
export class Service extends Construct {
  readonly service: EcsService;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const executeCommand = this.allowExecuteCommand(props);
    this.service = new EcsService(this, "aws_ecs_service.connector", {
      name: text`apono-connector-ecsservice-${props.nameSuffix}`.asString,
      cluster: props.clusterArn.asString,
      taskDefinition: props.taskDefinitionArn,
      desiredCount: props.numberOfInstances ?? undefined,
      launchType: "FARGATE",
      platformVersion: "LATEST",
      schedulingStrategy: "REPLICA",
      // New instances first, old ones when those are healthy: never fewer than asked for.
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      enableExecuteCommand: hcl`${props.enableExecuteCommand}`,
      waitForSteadyState: hcl`${props.waitForSteadyState}`,
      networkConfiguration: {
        subnets: hcl`${props.subnetIds}`.asList,
        securityGroups: props.network.securityGroupIds.asList,
        assignPublicIp: props.network.assignPublicIp,
      },
      tags: hcl`${props.tags}`.asMap,
      dependsOn: [...props.dependsOn, executeCommand],
    });
    addPreconditions(this.service, props.network.preconditions);
  }

  private allowExecuteCommand(props: ServiceProps): IamRolePolicy {
    const policy = new IamRolePolicy(this, "aws_iam_role_policy.execute_command", {
      role: props.taskRoleId,
      name: EXECUTE_COMMAND_POLICY_NAME,
      policy: hcl`jsonencode(${{
        Version: "2012-10-17",
        Statement: [EXECUTE_COMMAND],
      }})`.asString,
    });
    policy.addOverride("count", hcl`${props.enableExecuteCommand} ? 1 : 0`);
    return policy;
  }
}
