import { defineInputs } from "../../lib/inputs/declaration";
import * as rules from "../../lib/inputs/rules";
import { commonInputs } from "../connector-inputs";
import { ROLE_NAME_RULES, delegationInputs } from "../delegation/inputs";
import { ROLE_NAME_PREFIX, nameOf } from "../naming";
import { delegatedRolePathInput } from "../role-inputs";
import { MANAGEMENT_SET_NAMES } from "../permissions/delegation";

/** How many accounts can be listed: each is an operand of a condition in the template, in nine groups of nine. */
export const LISTED_ACCOUNTS_MAX = 81;

const {
  connectorId,
  exclusivePolicies,
  grantedRolesBoundaryArn,
  nameSuffix,
  permissionsBoundaryArn,
  tags,
} = commonInputs("apono-connector");

const { connectorRoleArn, externalId, delegatedPermissionSets } =
  delegationInputs(MANAGEMENT_SET_NAMES);

const accountRules = [
  rules.countBetween(
    0,
    LISTED_ACCOUNTS_MAX,
    `{bad} accounts were given, and the template allows ${LISTED_ACCOUNTS_MAX}. Put the accounts into a unit of their own and add it to organizationalUnitIds.`,
  ),
  rules.unique("{bad} is given more than once. Give each account once."),
  rules.everyMatches(
    "^[0-9]{12}$",
    '{bad} is not a valid account ID. Give 12 digits in quotes, such as "123456789012".',
  ),
];

/** The inputs of the module `org-delegation`. */
export const orgDelegationInputs = defineInputs({
  connectorRoleArn,
  organizationalUnitIds: {
    type: "list(string)",
    description:
      "Organizational units whose accounts the connector manages, with all units below them; or the organization's " +
      "root alone, for every account. Known at plan. Empty where organizationalUnits has all of them.",
    rules: [
      rules.countBetween(
        0,
        50,
        "{bad} units were given. Give at most 50 units, or the organization's root alone.",
      ),
      rules.unique("{bad} is given more than once. Give each unit once."),
      rules.everyMatches(
        "^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$",
        "{bad} is not the ID of a unit or root. Give IDs such as ou-ab12-cdef3456, or r-ab12 for the whole organization.",
      ),
    ],
  },
  organizationalUnits: {
    type: "map(string)",
    description:
      "Further units, as IDs by keys of your choice. Only the keys must be known at plan, so that the same apply can make the units.",
    default: {},
    rules: [
      rules.entriesUpTo(50, "{bad} units were given. Give at most 50."),
      rules.valuesMatch(
        "^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$",
        "the value of {bad} is not the ID of a unit. Give IDs such as ou-ab12-cdef3456.",
      ),
    ],
  },
  onlyAccountIds: {
    type: "list(string)",
    description:
      "The only accounts of those units that get the member role, also of those that join later. All accounts when left out.",
    default: [],
    rules: accountRules,
  },
  excludedAccountIds: {
    type: "list(string)",
    description: "Accounts of those units that don't get the member role.",
    default: [],
    rules: accountRules,
  },
  connectorId,
  externalId,
  managementRoleName: {
    type: "string",
    description: `Name of the role in the management account; starts with ${ROLE_NAME_PREFIX}. \`${nameOf("managementRole", "<suffix>")}\` when left out.`,
    default: null,
    rules: ROLE_NAME_RULES,
  },
  memberRoleName: {
    type: "string",
    description: `Name of the role in each member account; starts with ${ROLE_NAME_PREFIX}. \`${nameOf("memberRole", "<suffix>")}\` when left out.`,
    default: null,
    rules: ROLE_NAME_RULES,
  },
  rolePath: {
    ...delegatedRolePathInput("the roles"),
    description: `${delegatedRolePathInput("the roles").description} CloudFormation can't replace a role that keeps its name: change nameSuffix or memberRoleName with it.`,
  },
  delegatedPermissionSets: {
    ...delegatedPermissionSets,
    description:
      "Grant exactly these permission sets instead of all, each to the roles that it is for: identity-center to the " +
      `management account's only. Sets: ${MANAGEMENT_SET_NAMES.join(", ")}.`,
  },
  exclusivePolicies: {
    ...exclusivePolicies,
    description:
      "Remove from the role in the management account, at each apply, every policy that the module did not add, such as " +
      "one attached by hand. When false such policies stay, and no plan shows them.",
  },
  managementPermissionsBoundaryArn: {
    ...permissionsBoundaryArn,
    description:
      "ARN of the permissions boundary of the role in the management account. The member roles do not have it: see " +
      "createMemberBoundary.",
  },
  createMemberBoundary: {
    type: "bool",
    description:
      "Make a permissions boundary in each member account, and give it to the member role: it allows everything but " +
      "changing the connector's roles and the boundary, and what grantedRolesBoundaryArn forbids, whatever is attached to the role.",
    default: false,
  },
  grantedRolesBoundaryArn: {
    ...grantedRolesBoundaryArn,
    description:
      "ARN of the permissions boundary that every role and user which the connector creates or changes must have: in each " +
      "account the policy of that path and name, which must exist. Apono must send it. No limit when left out.",
  },
  callAs: {
    type: "string",
    description:
      "SELF in the management account; DELEGATED_ADMIN in a member account that is a delegated administrator of " +
      "CloudFormation StackSets. The role for the connector is then created in that account.",
    default: "SELF",
    rules: [
      rules.oneOf(
        ["SELF", "DELEGATED_ADMIN"],
        "{bad} is not a valid callAs. Use SELF in the management account, DELEGATED_ADMIN in a delegated administrator's account.",
      ),
    ],
  },
  maxConcurrentPercentage: {
    type: "number",
    description:
      "Percentage of the accounts in which the member role is created or changed at the same time.",
    default: 100,
    rules: [
      rules.integerBetween(
        1,
        100,
        "{bad} is not a valid percentage. Use a whole number from 1 to 100.",
      ),
    ],
  },
  failureTolerancePercentage: {
    type: "number",
    description:
      "Percentage of the accounts in which this may fail before the rest is left as it is and the apply fails. A change " +
      "reaches at most one account more at the same time than may fail: with 0, one after the other.",
    default: 0,
    rules: [
      rules.integerBetween(
        0,
        100,
        "{bad} is not a valid percentage. Use a whole number from 0 to 100.",
      ),
    ],
  },
  nameSuffix,
  tags: {
    ...tags,
    rules: [
      ...tags.rules,
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html
      rules.valuesMatch(
        "^.+$",
        "the value of {bad} is empty. CloudFormation requires a value for each tag: give one, or leave the tag out.",
      ),
    ],
  },
});
