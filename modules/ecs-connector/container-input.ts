import * as rules from "../../lib/inputs/rules";
import { KMS_KEY_ARN, KMS_KEY_EXAMPLE } from "./object-inputs";

/** A rule of names of environment variables. */
const areVariableNames = rules.keysMatch(
  "^[A-Za-z_][A-Za-z0-9_]*$",
  "{bad} is not a valid name of an environment variable. Use letters, digits and _, and no digit first.",
);

/** A rule that leaves the module's own variables alone. @param inputs what sets them */
const lackOwnVariables = (inputs: string) =>
  rules.keysLack(
    "^(APONO_TOKEN|APONO_CONNECTOR_ID|APONO_URL|TEMPLATES_PATH)$",
    `{bad} is set by the module. Use ${inputs}, or remove it.`,
  );

/** What the container gets besides the connector's own settings. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export const containerInput = {
  type: "object",
  description: "The connector's container: further environment variables, secrets and limits.",
  default: {},
  attributes: {
    environmentVariables: {
      type: "map(string)",
      description:
        "Further environment variables, such as a proxy (HTTPS_PROXY, which is not tested with Apono's image). No secrets: " +
        "everyone who can read task definitions can read them.",
      default: {},
      rules: [
        areVariableNames,
        lackOwnVariables("aponoToken, connectorId or aponoUrl"),
        rules.keysLack(
          "(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|password|passwd|secret|token|api_?key|access_key|private_key)$",
          "{bad} is named like a secret, and task definitions show it. Store the value in Secrets Manager and use container.secrets.",
        ),
        rules.valuesLack(
          "://[^/@ ]*:[^/@ ]*@|-----BEGIN|(AKIA|ASIA)[0-9A-Z]{16}",
          "the value of {bad} contains credentials, and task definitions show it. Store it in Secrets Manager and use container.secrets.",
        ),
      ],
    },
    secrets: {
      type: "map(string)",
      description:
        "Further environment variables whose values ECS reads when a task starts: ARNs of Secrets Manager secrets (with " +
        "`:key::` for one key of a JSON secret) or of SSM parameters. The execution role may read them.",
      default: {},
      rules: [
        areVariableNames,
        lackOwnVariables("aponoTokenSecretArn, connectorId or aponoUrl"),
        rules.valuesMatch(
          "^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+(:[^:]*:[^:]*:[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter/[A-Za-z0-9_./-]+)$",
          "the value of {bad} is not the ARN of a secret or SSM parameter. Give one such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:proxy-Ab12Cd.",
        ),
      ],
    },
    secretsKmsKeyArns: {
      type: "list(string)",
      description:
        "ARNs of the customer managed KMS keys of `secrets`; the execution role may decrypt with them.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each key once."),
        rules.everyMatches(
          KMS_KEY_ARN,
          `{bad} is not the ARN of a KMS key. Give ARNs such as ${KMS_KEY_EXAMPLE}.`,
        ),
      ],
    },
    stopTimeout: {
      type: "number",
      description:
        "Seconds that a stopping container gets before ECS kills it, 2 to 120; ECS's 30 when left out.",
      default: null,
      rules: [
        rules.integerBetween(
          2,
          120,
          "{bad} is not a stop timeout of Fargate. Use a whole number of seconds from 2 to 120.",
        ),
      ],
    },
    ephemeralStorage: {
      type: "number",
      description: "Ephemeral storage of a task in GiB, 21 to 200; Fargate's 20 when left out.",
      default: null,
      rules: [
        rules.integerBetween(
          21,
          200,
          "{bad} is not a size of ephemeral storage on Fargate. Use a whole number of GiB from 21 to 200, or leave it out for 20.",
        ),
      ],
    },
    readonlyRootFilesystem: {
      type: "bool",
      description:
        "Mount the container's root file system read-only. Off by default: it is not tested with Apono's image.",
      default: false,
    },
    user: {
      type: "string",
      description:
        "User that the container runs as: a name or an ID, and optionally a group, such as `1000:1000`. The image's own when " +
        "left out; others are not tested with Apono's image.",
      default: null,
      rules: [
        rules.matches(
          "^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$",
          "{bad} is not a valid user. Give a name or an ID, and optionally a group, such as 1000:1000.",
        ),
      ],
    },
  },
} as const;
