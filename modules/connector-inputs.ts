import * as rules from "../lib/inputs/rules";
import { API_HOST, IMAGE_REPOSITORY } from "./apono";
import { ROLE_NAME_PREFIX, nameOf } from "./naming";
import { PROTECTED_ROLES_MAX, QUOTAS } from "./permissions/quotas";
import { PERMISSION_SET_NAMES } from "./permissions/sets";

/**
 * The inputs that every connector has, wherever it runs.
 *
 * @param connectorId the module's default connector id
 */
export const commonInputs = <const Id extends string>(connectorId: Id) =>
  ({
    aponoToken: {
      type: "string",
      description:
        "The connector's token from Apono. Ephemeral: it is written to its destination and never kept in state or plan.",
      default: null,
      sensitive: true,
      ephemeral: true,
      rules: [
        rules.matches("\\S", "the token is empty. Copy it from Apono's connector page."),
        rules.lacks("[\\r\\n]", "the token has a line break in it. Copy it again, as one line."),
        rules.lacks(
          "^\\s|\\s$",
          "the token begins or ends with white space. Copy it again, without what surrounds it.",
        ),
        rules.lacks(
          "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]",
          "the token has control characters in it. Copy it again, as plain text.",
        ),
      ],
    },
    aponoTokenVersion: {
      type: "number",
      description:
        "Raise it by one to push a new token: Terraform can't see that a value it never keeps has changed.",
      default: 1,
      rules: [
        rules.integerFrom(
          1,
          "{bad} is no version. Give a whole number from 1 up, one more at each rotation.",
        ),
      ],
    },
    connectorId: {
      type: "string",
      description:
        "The connector's name in Apono. All instances of one connector share it; two connectors must not.",
      default: connectorId,
      rules: [
        rules.matches(
          "^[^\\s\\x00-\\x1f\\x7f]([^\\x00-\\x1f\\x7f]{0,126}[^\\s\\x00-\\x1f\\x7f])?$",
          "{bad} can't name a connector. Give 1 to 128 characters without line breaks, and no blank at either end.",
        ),
      ],
    },
    numberOfInstances: {
      type: "number",
      description:
        "How many instances run at once; more than one for high availability. 0 pauses the connector.",
      default: 1,
      rules: [
        rules.integerFrom(0, "{bad} is no number of instances. Give a whole number from 0 up."),
      ],
    },
    aponoUrl: {
      type: "string",
      description: "Host of Apono's API that the connector dials out to.",
      default: API_HOST,
      rules: [
        rules.matches(
          "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?$",
          `{bad} is no host name. Give it without scheme and path, such as ${API_HOST}.`,
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
          `{bad} is too long or empty. IAM takes role names of 1 to ${QUOTAS.roleName} characters.`,
        ),
        rules.matches(
          "^[A-Za-z0-9_+=,.@-]*$",
          "{bad} has characters that IAM refuses. Use letters, digits and _+=,.@- only.",
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
          `{bad} is no permission set. Choose from ${PERMISSION_SET_NAMES.join(", ")}.`,
        ),
      ],
    },
    extraManagedPolicyArns: {
      type: "list(string)",
      description:
        "ARNs of further managed policies to attach to the connector's role. Known at plan; for policies of the same " +
        "apply there is extraManagedPolicies.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each policy once."),
        rules.everyMatches(
          "^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+$",
          "{bad} is no managed policy's ARN. Give ARNs such as arn:aws:iam::123456789012:policy/my-policy.",
        ),
      ],
    },
    extraManagedPolicies: {
      type: "map(string)",
      description:
        "Further managed policies to attach, as ARNs by keys of your choice. The keys must be known at plan, the ARNs need " +
        "not be.",
      default: {},
      rules: [
        rules.valuesMatch(
          "^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+$",
          "the value of {bad} is not the ARN of a managed policy. Give one such as arn:aws:iam::123456789012:policy/my-policy.",
        ),
      ],
    },
    exclusivePolicies: {
      type: "bool",
      description:
        "Take away from the connector's role, at each apply, every policy that the module did not give it, such as one " +
        "that was attached by hand. When false such policies stay, and no plan shows them.",
      default: false,
    },
    permissionsBoundaryArn: {
      type: "string",
      description: "ARN of the managed policy that bounds what the roles made here can ever do.",
      default: null,
      rules: [
        rules.matches(
          "^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+$",
          "{bad} is no managed policy's ARN. Give one such as arn:aws:iam::123456789012:policy/boundary.",
        ),
      ],
    },
    grantedRolesBoundaryArn: {
      type: "string",
      description:
        "ARN of the managed policy that every role and user which the connector makes or changes must carry as its " +
        "permissions boundary; the connector then has no known way to more than it allows. Apono must send it. No limit when left out.",
      default: null,
      rules: [
        rules.matches(
          "^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+$",
          "{bad} is not a valid ARN of a managed policy. Give one such as arn:aws:iam::123456789012:policy/apono-boundary.",
        ),
      ],
    },
    protectedRoleNames: {
      type: "list(string)",
      description:
        "Names of further roles in this account that the connector must not change, such as those of org-delegation " +
        "where they have names of your own. An asterisk stands for any characters.",
      default: [],
      rules: [
        rules.countBetween(
          0,
          PROTECTED_ROLES_MAX,
          `{bad} names were given. Give at most ${PROTECTED_ROLES_MAX}; an asterisk stands for any characters.`,
        ),
        rules.everyMatches(
          `^[A-Za-z0-9_+=,.@*-]{1,${QUOTAS.roleName}}$`,
          `{bad} is not a valid name of a role. Give 1 to ${QUOTAS.roleName} letters, digits and _+=,.@-, without a path.`,
        ),
      ],
    },
    nameSuffix: {
      type: "string",
      description:
        "Ends the names of what is made in AWS. 8 hex digits derived from account, region and connectorId when left out.",
      default: null,
      rules: [
        rules.matches(
          "^[A-Za-z0-9_-]{1,32}$",
          "{bad} can't end a name in AWS. Use 1 to 32 letters, digits, - and _.",
        ),
      ],
    },
    tags: {
      type: "map(string)",
      description: "Tags for everything that is made.",
      default: {},
      rules: [
        rules.entriesUpTo(
          49,
          "{bad} tags were given. AWS takes 50 a resource, and one is the module's own: give at most 49.",
        ),
        rules.keysLack(
          "^[aA][wW][sS]:",
          "{bad} is reserved: tag keys that begin with aws: belong to AWS. Choose another key.",
        ),
        rules.keysMatch(
          "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$",
          "{bad} can't be a tag's key. Use 1 to 128 letters, digits, blanks and _.:/=+@-.",
        ),
        rules.valuesMatch(
          "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$",
          "the value of {bad} can't be a tag's. Use up to 256 letters, digits, blanks and _.:/=+@-.",
        ),
      ],
    },
  }) as const;

/**
 * What a module's lookups wait for, in place of a `depends_on` on the module.
 *
 * @param description what waits for it
 */
export const waitForInput = (description: string) =>
  ({ type: "any", description, default: [] }) as const;

/**
 * Where the image comes from.
 *
 * @param description what it means where the connector runs
 */
export const imageRepositoryInput = (description: string) =>
  ({
    type: "string",
    description,
    default: IMAGE_REPOSITORY,
    rules: [
      rules.matches(
        "^[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+$",
        `{bad} is no image repository. Give host and path without scheme and tag, such as ${IMAGE_REPOSITORY}.`,
      ),
    ],
  }) as const;
