import { type Input, defineInputs } from "../lib/inputs/declaration";
import * as rules from "../lib/inputs/rules";
import { commonInputs } from "./connector-inputs";

/** Types of integrations that the stack can create. */
export const INTEGRATION_TYPES = ["aws-account", "aws-organization"] as const;

export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/**
 * What Apono discovers by default. EC2 instances are left out: access to them by Session Manager needs a policy that the
 * connector's role does not have by default ({@link NEEDED_POLICIES}).
 */
export const DEFAULT_RESOURCE_TYPES: Readonly<Record<IntegrationType, readonly string[]>> = {
  "aws-account": [
    "aws-account-integration",
    "aws-account-iam-role",
    "aws-account-iam-policy",
    "aws-account-iam-group",
    "aws-account-s3-bucket",
  ],
  "aws-organization": ["aws-organization-account", "aws-organization-s3-bucket"],
};

/** AWS managed policies that Apono's documentation asks for on the connector's role, by the type of resource. */
export const NEEDED_POLICIES: Readonly<Record<string, string>> = {
  "aws-account-ec2-instance": "AmazonSSMManagedInstanceCore",
};

const days = (description: string) =>
  ({
    type: "number",
    description,
    default: null,
    rules: [
      rules.integerFrom(1, "{bad} is not a number of days. Give a whole number of at least 1."),
    ],
  }) as const satisfies Input;

const word = (description: string) =>
  ({
    type: "string",
    description,
    default: null,
    rules: [rules.matches("\\S", "{bad} is empty. Give a value, or leave it out.")],
  }) as const satisfies Input;

/** The inputs that say what to integrate, if no stack of the app does. */
export const integrationTargetInputs = defineInputs({
  connectorId: {
    type: "string",
    description: "ID in Apono of the connector that serves the integration.",
    rules: commonInputs("apono-connector").connectorId.rules,
  },
  integrationType: {
    type: "string",
    description: `Type of the integration: ${INTEGRATION_TYPES.join(" or ")}.`,
    default: "aws-account",
    rules: [
      rules.oneOf(
        INTEGRATION_TYPES,
        `{bad} is not a type that this stack makes. Choose ${INTEGRATION_TYPES.join(" or ")}.`,
      ),
    ],
  },
});

/** The other inputs of the stack `apono-integration`. */
export const integrationInputs = defineInputs({
  integrationName: {
    type: "string",
    description:
      "Name of the integration, unique in Apono. `AWS account of <connector id>`, or `AWS organization of …`, when left out.",
    default: null,
    rules: [
      rules.matches(
        "^[^\\s*\\x00-\\x1f\\x7f]([^*\\x00-\\x1f\\x7f]*[^\\s*\\x00-\\x1f\\x7f])?$",
        "{bad} is not a valid name. Give one without *, without line breaks and without a space at either end.",
      ),
    ],
  },
  integrationRegion: {
    type: "string",
    description: "AWS region of the integration. The connector's own when left out.",
    default: null,
    rules: [
      rules.matches(
        "^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$",
        "{bad} is not an AWS region. Give its code, such as eu-central-1.",
      ),
    ],
  },
  resourceTypes: {
    type: "list(string)",
    description: `Types of resources that Apono discovers. When left out: ${INTEGRATION_TYPES.map(
      (type) => `${DEFAULT_RESOURCE_TYPES[type].join(", ")} (${type})`,
    ).join("; ")}.`,
    default: null,
    rules: [
      rules.countBetween(
        1,
        1000,
        "{bad} types were given. Give at least one, or leave it out for the default.",
      ),
      rules.unique("{bad} is given more than once. Give each type once."),
      rules.everyMatches(
        "^[a-z0-9]+(-[a-z0-9]+)+$",
        "{bad} is not a type of resource. Give types such as aws-account-s3-bucket.",
      ),
    ],
  },
  credentialsRotationDays: days(
    "After how many days Apono rotates the credentials that it made. Never when left out.",
  ),
  credentialsCleanupDays: days(
    "After how many days Apono removes unused credentials. Never when left out.",
  ),
  integrationConfig: {
    type: "map(string)",
    description:
      "Additional or overriding parameters of the integration, such as profile; see Apono's catalog for those of its " +
      "type. No secrets: it is stored in the state.",
    default: {},
  },
  ownerType: word("Attribute that says who owns the integration, such as user or group."),
  ownerValues: {
    type: "list(string)",
    description:
      "The owners: e-mail addresses for the type user, else ids in the system that they come from. They approve where a resource has no owner.",
    default: [],
    rules: [rules.unique("{bad} is given more than once. Give each owner once.")],
  },
  ownerSource: word("Integration that the owners' attribute comes from, such as Google Oauth."),
  ownersMappingType: word("Attribute that a resource's owner is found by, such as group."),
  ownersMappingKey: word("Key of the tag in AWS that names a resource's owner."),
  ownersMappingSource: word("Integration that this attribute comes from."),
  customAccessDetails: {
    type: "string",
    description: "Instructions that Apono shows to those who get access; at most 400 characters.",
    default: null,
    rules: [
      rules.lengthBetween(
        1,
        400,
        "{bad} is not between 1 and 400 characters long. Shorten it, or leave it out.",
      ),
    ],
  },
  existingIntegrationId: word(
    "ID of an existing integration in Apono that Terraform manages from now on. Needed once.",
  ),
});

/** Every input of the stack. */
export const aponoIntegrationInputs = defineInputs({
  ...integrationTargetInputs,
  ...integrationInputs,
});
