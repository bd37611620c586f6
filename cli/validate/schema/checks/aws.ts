import type { TypeChecks } from "./check";
import { ECS } from "./aws-ecs";
import { IAM } from "./aws-iam";
import { STACK_SETS } from "./aws-stack-sets";
import { conflicts, text, together, values } from "./declare";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const LOG_GROUP = {
  pattern: /^[\w/.#-]*$/,
  words: "letters, digits and the signs _-./#",
};

const SECRET = { pattern: /^[\w/+=.@-]*$/, words: "letters, digits and /_+=.@-" };

/** What the AWS provider checks itself, by type; each was seen of hashicorp/aws 5.100. */
export const AWS: Readonly<Record<string, TypeChecks>> = {
  ...ECS,
  ...IAM,
  ...STACK_SETS,
  "resource.aws_cloudwatch_log_group": {
    values: values({
      name: text({ most: 512, ...LOG_GROUP }),
      name_prefix: text({ most: 483, ...LOG_GROUP }),
      log_group_class: {
        kind: "one of",
        values: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"],
      },
      retention_in_days: { kind: "one of", values: RETENTION },
    }),
    conflicts: conflicts(["name", "name_prefix"]),
  },
  "resource.aws_secretsmanager_secret": {
    values: values({
      name: text({ most: 512, ...SECRET }),
      name_prefix: text({ most: 486, ...SECRET }),
      policy: { kind: "json", of: "any" },
      recovery_window_in_days: { kind: "range", least: 7, most: 30, also: [0] },
    }),
    conflicts: conflicts(["name", "name_prefix"]),
  },
  "resource.aws_secretsmanager_secret_version": {
    values: [],
    conflicts: [
      ...conflicts(
        ["secret_string", "secret_binary"],
        ["secret_string", "secret_string_wo"],
        ["secret_binary", "secret_string_wo"],
      ),
      ...together("secret_string_wo", "secret_string_wo_version"),
    ],
  },
  "resource.aws_security_group": {
    values: values({
      name: text({ most: 255 }),
      name_prefix: text({ most: 229 }),
      description: text({ most: 255 }),
    }),
    conflicts: conflicts(["name", "name_prefix"]),
  },
  "data.aws_eks_cluster": {
    values: values({
      name: text({
        least: 1,
        most: 100,
        pattern: /^[0-9A-Za-z][\w-]*$/,
        words: "letters, digits, _ and -, a letter or a digit first",
      }),
    }),
    conflicts: [],
  },
  "resource.aws_eks_pod_identity_association": {
    values: values({ role_arn: { kind: "arn", formOnly: true } }),
    conflicts: [],
  },
  "data.aws_organizations_delegated_administrators": {
    values: values({ service_principal: text({ least: 1, most: 128 }) }),
    conflicts: [],
  },
};
