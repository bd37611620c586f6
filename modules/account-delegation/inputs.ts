import { defineInputs } from "../../lib/inputs/declaration";
import { commonInputs } from "../connector-inputs";
import { ROLE_NAME_RULES, delegationInputs } from "../delegation/inputs";
import { ROLE_NAME_PREFIX, nameOf } from "../naming";
import { delegatedRolePathInput } from "../role-inputs";
import { MEMBER_SET_NAMES } from "../permissions/delegation";

const {
  connectorId,
  exclusivePolicies,
  grantedRolesBoundaryArn,
  nameSuffix,
  permissionsBoundaryArn,
  tags,
} = commonInputs("apono-connector");
const { connectorRoleArn, externalId, delegatedPermissionSets } =
  delegationInputs(MEMBER_SET_NAMES);

/** The inputs of the module `account-delegation`. Those that `org-delegation` has, too, mean the same there. */
export const accountDelegationInputs = defineInputs({
  connectorRoleArn: {
    ...connectorRoleArn,
    description:
      "ARN of the connector's IAM role: output connector_role_arn of the connector's module, in whichever account it " +
      "runs; or the role that Apono shows for the connector that it runs itself. Only this role can assume the role that the module creates.",
  },
  externalId: {
    ...externalId,
    description:
      "External ID that the connector must send when it assumes the role; see sts:ExternalId. Apono shows one for the " +
      "connector that it runs itself. None when left out.",
  },
  connectorId,
  memberRoleName: {
    type: "string",
    description: `Name of the role; starts with ${ROLE_NAME_PREFIX}. \`${nameOf("memberRole", "<suffix>")}\` when left out.`,
    default: null,
    rules: ROLE_NAME_RULES,
  },
  rolePath: delegatedRolePathInput("the role"),
  delegatedPermissionSets,
  exclusivePolicies: {
    ...exclusivePolicies,
    description:
      "Remove from the role, at each apply, every policy that the module did not add, such as one attached by hand. When " +
      "false such policies stay, and no plan shows them.",
  },
  memberPermissionsBoundaryArn: {
    ...permissionsBoundaryArn,
    description: "ARN of the role's permissions boundary.",
  },
  grantedRolesBoundaryArn,
  nameSuffix,
  tags,
});
