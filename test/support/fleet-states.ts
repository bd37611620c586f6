/** A resource of a state, as `terraform state pull` has it. */
interface Made {
  readonly type: string;
  readonly name: string;
  readonly values: object;
  readonly key?: string | number;
}

const ACCOUNT = "123456789012";
const REGION = "eu-central-1";
const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

/** What of a connector on ECS differs from test to test. */
export interface EcsOptions {
  /** Address of its module; the root where it is left out. */
  readonly module?: string;
  readonly suffix?: string;
  readonly connectorId?: string;
  readonly subnetIds?: readonly string[];
  readonly numberOfInstances?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Of others; the module's own secret where it is left out. */
  readonly tokenSecretArn?: string;
}

/** The parts of a connector on ECS in a state that say what its inputs are. */
export function ecsResources(options: EcsOptions = {}): readonly Made[] {
  const { suffix = "da765cca", connectorId = "office", tags = {}, numberOfInstances = 1 } = options;
  const { subnetIds = ["subnet-0123456789abcdef0"], tokenSecretArn } = options;
  const own = `apono-connector-registry-credentials-${suffix}`;
  const secretArn = tokenSecretArn ?? arn("secretsmanager", `secret:${own}-Ab12Cd`);
  const service = `apono-connector-ecscluster-${suffix}/apono-connector-ecsservice-${suffix}`;
  return [
    {
      type: "aws_ecs_service",
      name: "connector",
      values: {
        id: arn("ecs", `service/${service}`),
        name: `apono-connector-ecsservice-${suffix}`,
        desired_count: numberOfInstances,
        network_configuration: [
          {
            assign_public_ip: false,
            subnets: subnetIds,
            security_groups: ["sg-0123456789abcdef0"],
          },
        ],
        tags,
      },
    },
    {
      type: "aws_ecs_task_definition",
      name: "revision",
      values: {
        cpu: "1024",
        memory: "2048",
        runtime_platform: [{ cpu_architecture: "X86_64" }],
        container_definitions: JSON.stringify([
          {
            image: "registry.apono.io/apono-connector:v1.7.8",
            environment: [
              { name: "APONO_CONNECTOR_ID", value: connectorId },
              { name: "APONO_URL", value: "api.apono.io" },
            ],
            secrets: [{ name: "APONO_TOKEN", valueFrom: `${secretArn}:password::` }],
          },
        ]),
      },
    },
    { type: "aws_ecs_cluster", name: "connector", key: 0, values: {} },
    {
      type: "aws_cloudwatch_log_group",
      name: "connector",
      key: 0,
      values: { retention_in_days: 30 },
    },
    {
      type: "aws_security_group",
      name: "connector",
      key: 0,
      values: {
        id: "sg-0123456789abcdef0",
        egress: [{ protocol: "-1", cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: ["::/0"] }],
      },
    },
    ...(tokenSecretArn === undefined
      ? [{ type: "aws_secretsmanager_secret", name: "token", key: 0, values: { kms_key_id: "" } }]
      : []),
  ];
}

/** A state of version 4. @param module address of what the resources are in */
export const pulledState = (
  ...parts: readonly (readonly [module: string, resources: readonly Made[]])[]
) =>
  JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    outputs: {},
    resources: parts.flatMap(([module, resources]) =>
      resources.map(({ type, name, values, key }) => ({
        ...(module !== "" && { module }),
        mode: "managed",
        type,
        name,
        instances: [{ ...(key !== undefined && { index_key: key }), attributes: values }],
      })),
    ),
  });

/** The same as `terraform show -json` has it, for a module that the root calls. */
export const shownState = (module: string, resources: readonly Made[]) =>
  JSON.stringify({
    format_version: "1.0",
    values: {
      outputs: {},
      root_module: {
        child_modules: [
          {
            address: module,
            resources: resources.map(({ key, ...each }) => ({
              ...each,
              mode: "managed",
              index: key,
            })),
          },
        ],
      },
    },
  });
