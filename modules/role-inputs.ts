import * as rules from "../lib/inputs/rules";
import { ROLE_NAME_PREFIX, type ResourceKind, roomFor } from "./naming";
import { QUOTAS } from "./permissions/quotas";

/** Inputs on IAM roles and names that several modules have. */

/** Rule of an input that is the ARN of a role made by others. */
export const isRoleArn = rules.matches(
  "^arn:aws[a-z-]*:iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$",
  "{bad} is not the ARN of an IAM role. Give one such as arn:aws:iam::123456789012:role/team/apono-connector.",
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html; a wildcard would match other roles. */
const ROLE_PATH_RULES = [
  rules.matches(
    "^/([A-Za-z0-9_+=,.@-]+/)*$",
    "{bad} is not a valid IAM path. Begin and end it with /, such as /team/; use letters, digits and _+=,.@-.",
  ),
  rules.lengthBetween(
    1,
    QUOTAS.path,
    `{bad} is too long. IAM paths have at most ${QUOTAS.path} characters.`,
  ),
];

/** The IAM path of roles. @param what which roles */
export const rolePathAttribute = (what: string) =>
  ({
    type: "string",
    description: `IAM path of ${what}. A change replaces them.`,
    default: "/",
    rules: ROLE_PATH_RULES,
  }) as const;

/** The IAM path of delegated roles. @param what which roles */
export const delegatedRolePathInput = (what: string) =>
  ({
    ...rolePathAttribute(what),
    description:
      `IAM path of ${what}. Set the connector's assumedRolesPath (in roles or role) to it, or the connector can't assume them. ` +
      "A change replaces them.",
  }) as const;

/** The path of roles that a connector may assume. */
export const assumedRolesPathAttribute = {
  type: "string",
  description:
    `IAM path of roles named ${ROLE_NAME_PREFIX}* that the connector may assume besides those without a path: the rolePath of ` +
    "org-delegation or account-delegation.",
  default: "/",
  rules: ROLE_PATH_RULES,
} as const;

/** What names in AWS begin with. @param kinds those of them that are roles, which have the least room */
export const namePrefixInput = (kinds: readonly ResourceKind[]) =>
  ({
    type: "string",
    description:
      "Put before every name in AWS that the module makes, in a log group's name after `/ecs/`. None when left out. A " +
      "change replaces what is named.",
    default: null,
    rules: [
      rules.matches(
        "^[A-Za-z][A-Za-z0-9_-]*$",
        "{bad} is not a valid name prefix. Use letters, digits, - and _, with a letter first.",
      ),
      rules.lacks("^sg-", "{bad} begins with sg-, which EC2 reserves. Choose another prefix."),
      rules.lengthBetween(
        1,
        roomFor(kinds, QUOTAS.roleName) - 1,
        `{bad} is too long. Use at most ${roomFor(kinds, QUOTAS.roleName) - 1} characters.`,
      ),
    ],
  }) as const;
