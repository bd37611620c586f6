import * as rules from "../lib/inputs/rules";
import { API_HOST, IMAGE_REPOSITORY } from "./apono";
import { ROLE_NAME_PREFIX, nameOf } from "./naming";
import { PROTECTED_ROLES_MAX, QUOTAS } from "./permissions/quotas";
import { PERMISSION_SET_NAMES } from "./permissions/sets";

const MANAGED_POLICY_ARN = "^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+$";

const isPolicyArn = (example: string) =>
  rules.matches(
    MANAGED_POLICY_ARN,
    `{bad} is not the ARN of a managed policy. Give one such as arn:aws:iam::123456789012:policy/${example}.`,
  );

/**
 * The inputs of every connector, on ECS and EKS.
 *
 * @param connectorId the module's default connector id
 */
export const commonInputs = <const Id extends string>(connectorId: Id) =>
  ({
    aponoToken: {
      type: "string",
      description:
        "The connector's token from Apono. Ephemeral: it is written to its destination and never stored in state or plan.",
      default: null,
      sensitive: true,
      ephemeral: true,
      rules: [
        rules.matches("\\S", "the token is empty. Copy it from Apono's connector page."),
        rules.lacks("[\\r\\n]", "the token contains a line break. Copy it again, on one line."),
        rules.lacks(
          "^\\s|\\s$",
          "the token starts or ends with white space. Copy it again, without it.",
        ),
        rules.lacks(
          "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]",
          "the token contains control characters. Copy it again, as plain text.",
        ),
      ],
    },
    aponoTokenVersion: {
      type: "number",
      description:
        "Raise it by one to push a new token: Terraform can't see that a value it never stores has changed.",
      default: 1,
      rules: [
        rules.integerFrom(
          1,
          "{bad} is not a valid version. Use a whole number of at least 1, one higher at each rotation.",
        ),
      ],
    },
    connectorId: {
      type: "string",
      description:
        "The connector's ID in Apono. All instances of a connector share it; each connector needs its own.",
      default: connectorId,
      rules: [
        rules.matches(
          "^[^\\s\\x00-\\x1f\\x7f]([^\\x00-\\x1f\\x7f]{0,126}[^\\s\\x00-\\x1f\\x7f])?$",
          "{bad} is not a valid connector ID. Use 1 to 128 characters without line breaks and without a space at either end.",
        ),
      ],
    },
    numberOfInstances: {
      type: "number",
      description:
        "Number of instances; more than one for high availability. 0 pauses the connector.",
      default: 1,
      rules: [
        rules.integerFrom(
          0,
          "{bad} is not a valid number of instances. Use a whole number of at least 0.",
        ),
      ],
    },
    aponoUrl: {
      type: "string",
      description: "Host of Apono's API, which the connector connects to.",
      default: API_HOST,
      rules: [
        rules.matches(
          "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?$",
          `{bad} is not a valid host name. Give it without scheme and path, such as ${API_HOST}.`,
        ),
      ],
    },
    roleName: {
      type: "string",
      description: `Name of the connector's IAM role. \`${nameOf("connectorRole", "<suffix>")}\` when left out.`,
      default: null,
      rules: [
        rules.lengthBetween(
          1,
          QUOTAS.roleName,
          `{bad} is empty or too long. IAM role names have 1 to ${QUOTAS.roleName} characters.`,
        ),
        rules.matches(
          "^[A-Za-z0-9_+=,.@-]*$",
          "{bad} contains characters that IAM rejects. Use only letters, digits and _+=,.@-.",
        ),
      ],
    },
    withPermissions: {
      type: "bool",
      description:
        `Grant the connector what it needs to manage this account. When false it may only assume roles named ${ROLE_NAME_PREFIX}* ` +
        "and use what is tagged for it, and manages what those roles allow.",
      default: true,
    },
    permissionSets: {
      type: "list(string)",
      description: `Grant exactly these permission sets instead of all. Sets: ${PERMISSION_SET_NAMES.join(", ")}.`,
      default: null,
      rules: [
        rules.unique("{bad} is given more than once. Give each permission set once."),
        rules.everyOneOf(
          PERMISSION_SET_NAMES,
          `{bad} is not a permission set. Choose from ${PERMISSION_SET_NAMES.join(", ")}.`,
        ),
      ],
    },
    extraManagedPolicyArns: {
      type: "list(string)",
      description:
        "ARNs of further managed policies to attach to the connector's role. They must be known at plan; for policies that the " +
        "same apply creates use extraManagedPolicies.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each policy once."),
        rules.everyMatches(
          MANAGED_POLICY_ARN,
          "{bad} is not the ARN of a managed policy. Give ARNs such as arn:aws:iam::123456789012:policy/my-policy.",
        ),
      ],
    },
    extraManagedPolicies: {
      type: "map(string)",
      description:
        "Further managed policies to attach, as ARNs by keys of your choice. Only the keys must be known at plan.",
      default: {},
      rules: [
        rules.valuesMatch(
          MANAGED_POLICY_ARN,
          "the value of {bad} is not the ARN of a managed policy. Give one such as arn:aws:iam::123456789012:policy/my-policy.",
        ),
      ],
    },
    exclusivePolicies: {
      type: "bool",
      description:
        "Remove from the connector's role, at each apply, every policy that the module did not add, such as one attached by " +
        "hand. When false such policies stay, and no plan shows them.",
      default: false,
    },
    permissionsBoundaryArn: {
      type: "string",
      description: "ARN of the permissions boundary of the roles that the module creates.",
      default: null,
      rules: [isPolicyArn("boundary")],
    },
    grantedRolesBoundaryArn: {
      type: "string",
      description:
        "ARN of the permissions boundary that every role and user which the connector creates or changes must have; the " +
        "connector then has no known way to exceed it. Apono must send it. No limit when left out.",
      default: null,
      rules: [isPolicyArn("apono-boundary")],
    },
    protectedRoleNames: {
      type: "list(string)",
      description:
        "Names of further roles in this account that the connector must not change, such as those of org-delegation if you " +
        "named them. An asterisk stands for any characters.",
      default: [],
      rules: [
        rules.countBetween(
          0,
          PROTECTED_ROLES_MAX,
          `{bad} names were given. Give at most ${PROTECTED_ROLES_MAX}; an asterisk stands for any characters.`,
        ),
        rules.everyMatches(
          `^[A-Za-z0-9_+=,.@*-]{1,${QUOTAS.roleName}}$`,
          `{bad} is not a valid role name. Use 1 to ${QUOTAS.roleName} letters, digits and _+=,.@-, without a path.`,
        ),
      ],
    },
    nameSuffix: {
      type: "string",
      description:
        "Suffix of the names in AWS. 8 hex digits derived from account, region and connectorId when left out.",
      default: null,
      rules: [
        rules.matches(
          "^[A-Za-z0-9_-]{1,32}$",
          "{bad} is not a valid name suffix. Use 1 to 32 letters, digits, - and _.",
        ),
      ],
    },
    tags: {
      type: "map(string)",
      description: "Tags for every resource that supports them.",
      default: {},
      rules: [
        rules.entriesUpTo(
          49,
          "{bad} tags were given. A resource can have 50, and the module adds one: give at most 49.",
        ),
        rules.keysLack(
          "^[aA][wW][sS]:",
          "{bad} is reserved: AWS owns tag keys that start with aws:. Choose another key.",
        ),
        rules.keysMatch(
          "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$",
          "{bad} is not a valid tag key. Use 1 to 128 letters, digits, spaces and _.:/=+@-.",
        ),
        rules.valuesMatch(
          "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$",
          "the value of {bad} is not a valid tag value. Use up to 256 letters, digits, spaces and _.:/=+@-.",
        ),
      ],
    },
  }) as const;

/**
 * What a module's data sources wait for, instead of a `depends_on` on the module.
 *
 * @param description what waits for it
 */
export const waitForInput = (description: string) =>
  ({ type: "any", description, default: [] }) as const;

/**
 * The image's repository.
 *
 * @param description what it means on ECS or EKS
 */
export const imageRepositoryInput = (description: string) =>
  ({
    type: "string",
    description,
    default: IMAGE_REPOSITORY,
    rules: [
      rules.matches(
        "^[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+$",
        `{bad} is not a valid image repository. Give host and path, without scheme and tag, such as ${IMAGE_REPOSITORY}.`,
      ),
    ],
  }) as const;
