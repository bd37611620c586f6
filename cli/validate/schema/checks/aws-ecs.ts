import type { Takes, TypeChecks } from "./check";
import { text, values } from "./declare";

const oneOf = (...all: readonly string[]): Takes => ({ kind: "one of", values: all });

/** Version 6 of the provider knows managed instances, too. */
const LAUNCH: Takes = {
  kind: "one of",
  values: ["EC2", "FARGATE", "EXTERNAL"],
  later: ["MANAGED_INSTANCES"],
};

const CLUSTER = text({
  least: 1,
  most: 255,
  pattern: /^[\w-]*$/,
  words: "letters, digits, _ and -",
});

/** The provider itself takes 65536. */
const PORT: Takes = { kind: "range", least: 0, most: 65_536 };

const BASE: Takes = { kind: "range", least: 0, most: 100_000 };
const WEIGHT: Takes = { kind: "range", least: 0, most: 1000 };

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference: each argument has its page there. */
export const ECS: Readonly<Record<string, TypeChecks>> = {
  "resource.aws_ecs_cluster": {
    values: values({
      name: CLUSTER,
      "configuration.execute_command_configuration.logging": oneOf("NONE", "DEFAULT", "OVERRIDE"),
      "setting.name": oneOf("containerInsights"),
    }),
    conflicts: [],
  },
  "resource.aws_ecs_cluster_capacity_providers": {
    values: values({
      cluster_name: CLUSTER,
      "default_capacity_provider_strategy.base": BASE,
      "default_capacity_provider_strategy.weight": WEIGHT,
    }),
    conflicts: [],
  },
  "resource.aws_ecs_service": {
    values: values({
      availability_zone_rebalancing: oneOf("ENABLED", "DISABLED"),
      health_check_grace_period_seconds: { kind: "range", least: 0, most: 2_147_483_647 },
      launch_type: LAUNCH,
      propagate_tags: oneOf("TASK_DEFINITION", "SERVICE", "NONE"),
      scheduling_strategy: oneOf("REPLICA", "DAEMON"),
      "capacity_provider_strategy.base": BASE,
      "capacity_provider_strategy.weight": WEIGHT,
      "deployment_controller.type": oneOf("ECS", "CODE_DEPLOY", "EXTERNAL"),
      "load_balancer.container_port": PORT,
      "ordered_placement_strategy.type": oneOf("random", "spread", "binpack"),
      "placement_constraints.type": oneOf("distinctInstance", "memberOf"),
      "service_registries.port": PORT,
      "service_registries.registry_arn": { kind: "arn" },
    }),
    conflicts: [],
  },
  "resource.aws_ecs_task_definition": {
    values: values({
      container_definitions: { kind: "json", of: "list" },
      execution_role_arn: { kind: "arn" },
      family: text({
        least: 1,
        most: 255,
        pattern: /^[\w-]*$/,
        words: "letters, digits, _ and -",
      }),
      ipc_mode: oneOf("host", "task", "none"),
      network_mode: oneOf("bridge", "host", "awsvpc", "none"),
      pid_mode: oneOf("host", "task"),
      requires_compatibilities: LAUNCH,
      task_role_arn: { kind: "arn" },
      "ephemeral_storage.size_in_gib": { kind: "range", least: 21, most: 200 },
      "placement_constraints.type": oneOf("memberOf"),
      "proxy_configuration.type": oneOf("APPMESH"),
      "runtime_platform.cpu_architecture": oneOf("X86_64", "ARM64"),
      "volume.docker_volume_configuration.scope": oneOf("task", "shared"),
      "volume.efs_volume_configuration.transit_encryption": oneOf("ENABLED", "DISABLED"),
      "volume.efs_volume_configuration.authorization_config.iam": oneOf("ENABLED", "DISABLED"),
    }),
    conflicts: [],
  },
};
