import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { type Condition, addPreconditions } from "../../lib/terraform-features";
import { OWN_REPOSITORIES } from "../apono";
import { FARGATE_SIZE } from "../cross-inputs";
import { CONTAINER_NAME } from "../naming";
import { nameExpression } from "../naming-expressions";
import { FARGATE_MEMORY } from "./fargate";

export interface TaskProps {
  readonly aws: AwsContext;
  readonly connectorId: Value<string>;
  readonly aponoUrl: Value<string>;
  readonly imageRepository: Value<string>;
  readonly connectorVersion: Value<string>;
  readonly cpu: Value<number>;
  readonly memory: Value<number>;
  readonly cpuArchitecture: Value<string>;
  readonly enableExecuteCommand: Value<boolean>;
  readonly logGroupName: string;
  readonly tokenSecretArn: Expression<string>;
  readonly tokenValueFrom: Expression<string>;
  readonly tokenVersion: Value<number>;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  readonly nameSuffix: Expression<string>;
  readonly tags: Value<StringMap>;
  /** What else must hold before the task is planned. */
  readonly preconditions: readonly Condition[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The task definition with the connector's container. */
export class Task extends Construct {
  readonly definition: EcsTaskDefinition;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TaskProps,
  ) {
    super(scope, id);
    this.definition = this.makeDefinition();
  }

  private makeDefinition(): EcsTaskDefinition {
    const { props } = this;
    const definition = new EcsTaskDefinition(this, "aws_ecs_task_definition.revision", {
      family: nameExpression("taskFamily", props.nameSuffix).asString,
      cpu: hcl`tostring(${props.cpu})`.asString,
      memory: hcl`tostring(${props.memory})`.asString,
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: {
        cpuArchitecture: hcl`${props.cpuArchitecture}`.asString,
        operatingSystemFamily: "LINUX",
      },
      taskRoleArn: props.taskRoleArn,
      executionRoleArn: props.executionRoleArn,
      containerDefinitions: hcl`jsonencode([${this.container()}])`.asString,
      tags: hcl`${props.tags}`.asMap,
      // A revision that is replaced stays active, since the service can be updated (and rolled back) to active ones only.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
      skipDestroy: true,
      dependsOn: [...props.dependsOn],
    });
    addPreconditions(definition, [this.requireFargateSize(), ...props.preconditions]);
    return definition;
  }

  /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
  private container(): Expression<object> {
    const {
      aws,
      connectorId,
      aponoUrl,
      tokenSecretArn,
      tokenValueFrom,
      tokenVersion,
      enableExecuteCommand,
    } = this.props;
    const isApono = hcl`can(regex(${OWN_REPOSITORIES}, ${this.props.imageRepository}))`;
    const always = {
      name: CONTAINER_NAME,
      image: this.image(),
      essential: true,
      environment: [
        { name: "APONO_CONNECTOR_ID", value: connectorId },
        { name: "APONO_URL", value: aponoUrl },
        { name: "TEMPLATES_PATH", value: "/app/apono-agent-templates" },
      ],
      secrets: [{ name: "APONO_TOKEN", valueFrom: tokenValueFrom }],
      // A change of it is a new revision, so that a rotated token reaches the tasks.
      dockerLabels: { "io.apono.token-version": hcl`tostring(${tokenVersion})` },
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": this.props.logGroupName,
          "awslogs-region": aws.region,
          "awslogs-stream-prefix": "ecs",
        },
      },
      // BusyBox, which the image is built on, brings wget: nothing is installed at run time.
      healthCheck: {
        command: ["CMD-SHELL", "wget -q -T 4 -O /dev/null http://localhost:8080/healthz || exit 1"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 30,
      },
    };
    const credentials = hcl`{ for key, value in ${{ repositoryCredentials: { credentialsParameter: tokenSecretArn } }} : key => value if ${isApono} }`;
    const init = hcl`{ for key, value in ${{ linuxParameters: { initProcessEnabled: true } }} : key => value if ${enableExecuteCommand} }`;
    return hcl`merge(${always}, ${credentials}, ${init})`;
  }

  private image(): Expression<string> {
    const { imageRepository, connectorVersion } = this.props;
    return hcl`join(startswith(${connectorVersion}, "sha256:") ? "@" : ":", [${imageRepository}, ${connectorVersion}])`;
  }

  private requireFargateSize(): Condition {
    const { cpu, memory } = this.props;
    const offered = hcl`lookup(${local(this, "fargate_memory", FARGATE_MEMORY)}, tostring(${cpu}), [])`;
    return crossCondition(FARGATE_SIZE, { cpu, memory, offered });
  }
}
