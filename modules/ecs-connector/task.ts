import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl, present, rawHcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { type Condition, addPreconditions } from "../../lib/terraform-features";
import { DISTINCT_VARIABLES, FARGATE_SIZE } from "../cross-inputs";
import { type Names, nameExpression } from "../naming-expressions";
import { containerDefinition } from "./container";
import { FARGATE_MEMORY } from "./fargate";
import type { ecsConnectorInputs } from "./inputs";

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
  readonly logGroupName: Value<string>;
  /** What the container gets besides. */
  readonly container: ResolvedInputs<typeof ecsConnectorInputs>["container"];
  readonly tokenSecretArn: Expression<string>;
  readonly tokenValueFrom: Expression<string>;
  readonly tokenVersion: Value<number>;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  readonly names: Names;
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
      family: nameExpression("taskFamily", props.names).asString,
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
      containerDefinitions: hcl`jsonencode([${containerDefinition(props)}])`.asString,
      tags: hcl`${props.tags}`.asMap,
      // A revision that is replaced stays active, since the service can be updated (and rolled back) to active ones only.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
      skipDestroy: true,
      dependsOn: [...props.dependsOn],
    });
    // One block or none; without it Fargate gives its own 20 GiB.
    definition.addOverride("dynamic.ephemeral_storage", {
      for_each: present(props.container.ephemeralStorage),
      content: { size_in_gib: rawHcl("ephemeral_storage.value") },
    });
    const { environmentVariables, secrets } = props.container;
    addPreconditions(definition, [
      this.requireFargateSize(),
      crossCondition(DISTINCT_VARIABLES, {
        "container.environmentVariables": environmentVariables,
        "container.secrets": secrets,
      }),
      ...props.preconditions,
    ]);
    return definition;
  }

  private requireFargateSize(): Condition {
    const { cpu, memory } = this.props;
    const offered = hcl`lookup(${local(this, "fargate_memory", FARGATE_MEMORY)}, tostring(${cpu}), [])`;
    return crossCondition(FARGATE_SIZE, { cpu, memory, offered });
  }
}
