import * as rules from "../../lib/inputs/rules";
import { CIDR_RULES, PORT_RULES } from "../port-rules";
import { ENDPOINT_SERVICES } from "./endpoint-services";

/** Inputs that belong together, as objects. An attribute that is left out changes nothing. */

/** Pattern of a KMS key's ARN. */
export const KMS_KEY_ARN = "^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$";
/** What messages show of one. */
export const KMS_KEY_EXAMPLE =
  "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab (not an alias)";

/** Rule of an input that is a KMS key's ARN. */
export const isKmsKeyArn = rules.matches(
  KMS_KEY_ARN,
  `{bad} is not the ARN of a KMS key. Give one such as ${KMS_KEY_EXAMPLE}.`,
);

/** Where the connector's logs go. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logsInput = {
  type: "object",
  description:
    "The connector's log group, besides logGroupRetentionInDays: encryption, class, or a group that exists.",
  default: {},
  attributes: {
    existingGroupName: {
      type: "string",
      description:
        "Name of a log group that exists, of this account and region; the module then creates none. It must be known at " +
        "plan. If the same apply creates the group, list it in waitFor. The permission set connector-logs covers only the " +
        "module's own group.",
      default: null,
      rules: [
        rules.matches(
          "^[A-Za-z0-9._/#-]{1,512}$",
          "{bad} is not a valid log group name. Use 1 to 512 letters, digits and ._/#-.",
        ),
      ],
    },
    kmsKeyArn: {
      type: "string",
      description:
        "ARN of the KMS key, of the same region, that encrypts the logs. Its key policy must allow CloudWatch Logs to use it.",
      default: null,
      rules: [isKmsKeyArn],
    },
    class: {
      type: "string",
      description:
        "Log class: STANDARD or INFREQUENT_ACCESS, which `status` and Apono can't read; STANDARD when left out. AWS can't " +
        "change it: a change replaces the group.",
      default: null,
      rules: [
        rules.oneOf(
          ["STANDARD", "INFREQUENT_ACCESS"],
          "{bad} is not a log class for containers. Choose STANDARD or INFREQUENT_ACCESS.",
        ),
      ],
    },
    skipDestroy: {
      type: "bool",
      description:
        "Keep the log group and its logs in AWS when Terraform would destroy the group. Apply it before the destroy.",
      default: false,
    },
  },
} as const;

/** What the connector's own security group lets out. https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
export const egressInput = {
  type: "object",
  description:
    "What the connector's own security group lets out; everything when left out. The connector itself needs port 443; " +
    "add what its databases and hosts need. AmazonProvidedDNS needs no rule. And the VPC endpoints that the module creates.",
  default: {},
  attributes: {
    cidrBlocks: {
      type: "list(string)",
      description:
        "Destinations, IPv4 and IPv6. `0.0.0.0/0` and `::/0` when neither this nor prefixListIds is given.",
      default: [],
      rules: CIDR_RULES,
    },
    prefixListIds: {
      type: "list(string)",
      description: "Prefix lists of further destinations, such as that of an S3 gateway endpoint.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each prefix list once."),
        rules.everyMatches(
          "^pl-([0-9a-f]{8}|[0-9a-f]{17})$",
          "{bad} is not a valid prefix list ID. Give IDs such as pl-0123456789abcdef0.",
        ),
      ],
    },
    ports: {
      type: "list(string)",
      description:
        "TCP ports and ranges of ports, such as `443` and `5432-5439`; 53 is let out over UDP as well. All ports and " +
        "protocols when left out.",
      default: [],
      rules: PORT_RULES,
    },
    vpcEndpoints: {
      type: "list(string)",
      description:
        "Services of AWS for which the module creates VPC endpoints, such as `sts`, `logs` and `s3`. They serve the whole " +
        "VPC, so leave out those that it has. None when left out. Apono's API is reached by none.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each service once."),
        rules.everyOneOf(
          ENDPOINT_SERVICES,
          `{bad} is not a service that the connector calls through an endpoint. Choose among ${ENDPOINT_SERVICES.join(", ")}.`,
        ),
      ],
    },
  },
} as const;

/** Who is told when the connector is not well. */
export const alertsInput = {
  type: "object",
  description:
    "Messages to SNS when a deployment of the connector fails, a task stops by itself, or fewer tasks run than should.",
  default: {},
  attributes: {
    topicArns: {
      type: "list(string)",
      description:
        "ARNs of SNS topics of the connector's region, at most 5. Each topic's policy, and the policy of its KMS key, must " +
        "allow `events.amazonaws.com` and `cloudwatch.amazonaws.com`. No alerts when left out.",
      default: [],
      rules: [
        rules.countBetween(0, 5, "{bad} topics were given. Give at most 5."),
        rules.unique("{bad} is given more than once. Give each topic once."),
        rules.everyMatches(
          "^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$",
          "{bad} is not the ARN of a standard SNS topic. Give ARNs such as arn:aws:sns:eu-central-1:123456789012:on-call.",
        ),
      ],
    },
    minutes: {
      type: "number",
      description:
        "Minutes in a row with fewer running tasks than `numberOfInstances` (1 with `scaledOutside`) before the alarm, 1 to 60.",
      default: 5,
      rules: [
        rules.integerBetween(
          1,
          60,
          "{bad} is not a number of minutes for the alarm. Use a whole number from 1 to 60.",
        ),
      ],
    },
  },
} as const;
