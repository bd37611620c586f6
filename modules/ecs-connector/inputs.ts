import { defineInputs } from "../../lib/inputs/declaration";
import * as rules from "../../lib/inputs/rules";
import { CONNECTOR_VERSION } from "../apono";
import { CPU_SIZES, MEMORY_SIZES } from "./fargate";
import { commonInputs, imageRepositoryInput, waitForInput } from "../connector-inputs";
import { namePrefixInput } from "../role-inputs";
import { containerInput } from "./container-input";
import { alertsInput, egressInput, isKmsKeyArn, logsInput } from "./object-inputs";
import { rolesInput } from "./roles-input";

/** Retention periods that CloudWatch Logs knows, in days; 0 keeps logs for ever. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const LOG_RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

/** The roles that the module makes. */
export const ROLE_KINDS = ["connectorRole", "executionRole"] as const;

const common = commonInputs("apono-connector");

/** The inputs of the module `ecs-connector`. */
export const ecsConnectorInputs = defineInputs({
  ...common,
  nameSuffix: {
    ...common.nameSuffix,
    description: `${common.nameSuffix.description} When you upgrade from the public module, set it to the existing suffix.`,
  },
  namePrefix: namePrefixInput(ROLE_KINDS),
  roles: rolesInput,
  subnetIds: {
    type: "list(string)",
    description:
      "Subnets of one VPC in which the connector runs. Each needs a default route for IPv4 (internet gateway, NAT gateway, " +
      "transit gateway, …): the connector connects to Apono and pulls its image.",
    rules: [
      rules.countBetween(
        1,
        16,
        "{bad} subnets were given. Give 1 to 16 subnets of one VPC, for example the private ones.",
      ),
      rules.unique("{bad} is given more than once. Give each subnet once."),
      rules.everyMatches(
        "^subnet-([0-9a-f]{8}|[0-9a-f]{17})$",
        "{bad} is not a valid subnet ID. Give IDs such as subnet-0123456789abcdef0.",
      ),
    ],
  },
  vpcId: {
    type: "string",
    description:
      "The subnets' VPC. Taken from the subnets when left out; when given, it must be theirs.",
    default: null,
    rules: [
      rules.matches(
        "^vpc-([0-9a-f]{8}|[0-9a-f]{17})$",
        "{bad} is not a valid VPC ID. Give an ID such as vpc-0123456789abcdef0, or leave it out.",
      ),
    ],
  },
  assignPublicIp: {
    type: "bool",
    description:
      "Whether the connector's tasks get a public IP address. Derived from the subnets' default routes when left out: " +
      "true where they go to an internet gateway, else false. If you set it, no route is read.",
    default: null,
  },
  waitFor: waitForInput(
    "What must exist before the subnets' route tables are read, such as routes and associations of the same apply: a " +
      "list of anything. Use it instead of depends_on on the module.",
  ),
  securityGroupIds: {
    type: "list(string)",
    description:
      "Security groups for the connector's tasks besides its own, which lets nothing in, and out what egress says.",
    default: [],
    rules: [
      rules.countBetween(
        0,
        4,
        "{bad} security groups were given. Give at most 4: ECS allows 5, with the connector's own.",
      ),
      rules.unique("{bad} is given more than once. Give each security group once."),
      rules.everyMatches(
        "^sg-([0-9a-f]{8}|[0-9a-f]{17})$",
        "{bad} is not a valid security group ID. Give IDs such as sg-0123456789abcdef0.",
      ),
    ],
  },
  createSecurityGroup: {
    type: "bool",
    description:
      "Whether to create the connector's own security group. When false the tasks have those of securityGroupIds only.",
    default: true,
  },
  egress: egressInput,
  clusterArn: {
    type: "string",
    description:
      "ARN of an existing ECS cluster to run in. The module creates a cluster when left out.",
    default: null,
    rules: [
      rules.matches(
        "^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[A-Za-z0-9_-]{1,255}$",
        "{bad} is not the ARN of an ECS cluster. Give one such as arn:aws:ecs:eu-central-1:123456789012:cluster/main, or leave it out.",
      ),
    ],
  },
  createCluster: {
    type: "bool",
    description:
      "Whether to create a cluster. Decided by clusterArn when left out, which must then be known at plan: set it to false " +
      "if the same apply creates the cluster of clusterArn.",
    default: null,
  },
  scaledOutside: {
    type: "bool",
    description:
      "Don't manage the number of instances after creation, because autoscaling or a person sets it. Set it once the " +
      "service exists, which starts with numberOfInstances.",
    default: false,
  },
  logGroupRetentionInDays: {
    type: "number",
    description: "Retention of the connector's logs, in days; 0 keeps them forever.",
    default: 30,
    rules: [
      rules.oneOf(
        LOG_RETENTION_DAYS,
        `{bad} is not a retention period of CloudWatch Logs. Choose one of ${LOG_RETENTION_DAYS.join(", ")}.`,
      ),
    ],
  },
  logs: logsInput,
  container: containerInput,
  cpu: {
    type: "number",
    description: "CPU of a task, in CPU units (1024 is one vCPU).",
    default: 1024,
    rules: [
      rules.oneOf(
        CPU_SIZES,
        `{bad} is not a CPU size of Fargate. Choose one of ${CPU_SIZES.join(", ")}.`,
      ),
    ],
  },
  memory: {
    type: "number",
    description: "Memory of a task, in MiB; Fargate offers certain amounts for each CPU size.",
    default: 2048,
    rules: [
      rules.oneOf(
        MEMORY_SIZES,
        "{bad} MiB is not a memory size of Fargate. Choose one that the CPU size offers, such as 2048.",
      ),
    ],
  },
  cpuArchitecture: {
    type: "string",
    description: "Processor that the tasks run on: X86_64 or ARM64. The image must exist for it.",
    default: "X86_64",
    rules: [
      rules.oneOf(
        ["X86_64", "ARM64"],
        "{bad} is not a CPU architecture of Fargate. Choose X86_64 or ARM64.",
      ),
    ],
  },
  connectorVersion: {
    type: "string",
    description: "Version of the connector: the image's tag, or its digest (sha256:…).",
    default: CONNECTOR_VERSION,
    rules: [
      rules.matches(
        "^([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|sha256:[0-9a-f]{64})$",
        `{bad} is neither an image tag nor a digest. Give a tag such as ${CONNECTOR_VERSION}, or sha256: with 64 hex digits.`,
      ),
    ],
  },
  imageRepository: imageRepositoryInput(
    "Repository of the connector's image, without tag. The token is sent to Apono's own registry only; " +
      "a mirror must be readable without it (for example ECR, through the execution role).",
  ),
  aponoTokenSecretArn: {
    type: "string",
    description:
      "ARN of an existing Secrets Manager secret that holds the token, instead of aponoToken: JSON with username " +
      '("apono") and password (the token). It must be known at plan.',
    default: null,
    rules: [
      rules.matches(
        "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$",
        "{bad} is not the ARN of a secret. Give the full ARN, such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd.",
      ),
    ],
  },
  kmsKeyArn: {
    type: "string",
    description:
      "ARN of the KMS key that encrypts the token's secret; the execution role may decrypt with it. " +
      "When left out: the key that aponoTokenSecretArn has, else Secrets Manager's own.",
    default: null,
    rules: [isKmsKeyArn],
  },
  alerts: alertsInput,
  containerInsights: {
    type: "string",
    description:
      "CloudWatch Container Insights of the cluster that the module creates: enabled, enhanced or disabled. The account's " +
      "setting when left out.",
    default: null,
    rules: [
      rules.oneOf(
        ["enabled", "enhanced", "disabled"],
        "{bad} is not a setting of Container Insights. Choose enabled, enhanced or disabled.",
      ),
    ],
  },
  capacityProvider: {
    type: "string",
    description:
      "FARGATE, or FARGATE_SPOT for a connector that AWS may interrupt. Fargate's launch type when left out. Setting or " +
      "removing it replaces the service, with an interruption; an existing cluster must have the provider.",
    default: null,
    rules: [
      rules.oneOf(
        ["FARGATE", "FARGATE_SPOT"],
        "{bad} is not a capacity provider of Fargate. Choose FARGATE or FARGATE_SPOT.",
      ),
    ],
  },
  propagateTags: {
    type: "bool",
    description:
      "Give tasks the service's tags and ECS's own (cluster and service name), for example for cost reports.",
    default: false,
  },
  enableExecuteCommand: {
    type: "bool",
    description: "Allow `aws ecs execute-command` into the connector's tasks, for debugging.",
    default: false,
  },
  waitForSteadyState: {
    type: "bool",
    description:
      "Wait until the service is stable before the apply ends. When false, as in the public module, the apply ends once " +
      "the service exists, and ECS rolls a deployment back if its tasks don't start.",
    default: false,
  },
});
