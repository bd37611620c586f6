import { defineInputs } from "../../lib/inputs/declaration";
import * as rules from "../../lib/inputs/rules";
import type { PermissionSetName } from "../permissions/sets";
import { ROLE_NAME_PREFIX, nameOf } from "../naming";
import { QUOTAS } from "../permissions/quotas";

/** Rules of the names of roles for the connector. */
export const ROLE_NAME_RULES = [
  rules.matches(
    `^${ROLE_NAME_PREFIX}`,
    `{bad} does not start with ${ROLE_NAME_PREFIX}, and the connector can only assume roles that do (role/${ROLE_NAME_PREFIX}*). Put ${ROLE_NAME_PREFIX} before it.`,
  ),
  rules.lengthBetween(
    ROLE_NAME_PREFIX.length + 1,
    QUOTAS.roleName,
    `{bad} is too long or too short. IAM role names have at most ${QUOTAS.roleName} characters; give at least one after ${ROLE_NAME_PREFIX}.`,
  ),
  rules.matches(
    "^[A-Za-z0-9_+=,.@-]*$",
    "{bad} contains characters that IAM rejects. Use only letters, digits and _+=,.@-.",
  ),
];

/** The inputs of every module that creates roles for a connector to assume. @param sets the available permission sets */
export const delegationInputs = (sets: readonly PermissionSetName[]) =>
  defineInputs({
    connectorRoleArn: {
      type: "string",
      description:
        "ARN of the connector's IAM role (output connector_role_arn of the connector's module), in whichever account it " +
        "runs. Only this role can assume the roles that the module creates.",
      rules: [
        rules.matches(
          "^arn:aws[a-z-]*:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9_+=,.@-]{1,64}$",
          `{bad} is not the ARN of an IAM role. Give the connector's output connector_role_arn, such as arn:aws:iam::123456789012:role/${nameOf("connectorRole", "1a2b3c4d")} (not the ARN of a session, which starts with arn:aws:sts).`,
        ),
      ],
    },
    externalId: {
      type: "string",
      description:
        "External ID that the connector must send when it assumes the roles; see sts:ExternalId. None when left out.",
      default: null,
      rules: [
        rules.lengthBetween(
          2,
          1224,
          "{bad} is too long or too short. External IDs have 2 to 1224 characters.",
        ),
        rules.matches(
          "^[A-Za-z0-9_+=,.@:/-]*$",
          "{bad} contains characters that AWS rejects. Use only letters, digits and _+=,.@:/-.",
        ),
      ],
    },
    // The connector's stack has permissionSets of its own, and both may be deployed at once.
    delegatedPermissionSets: {
      type: "list(string)",
      description: `Grant exactly these permission sets instead of all. Sets: ${sets.join(", ")}.`,
      default: null,
      rules: [
        rules.unique("{bad} is given more than once. Give each permission set once."),
        rules.everyOneOf(
          sets,
          `{bad} is not a permission set of these roles. Choose from ${sets.join(", ")}.`,
        ),
      ],
    },
  });
