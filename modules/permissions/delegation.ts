import { PERMISSION_SET_NAMES, type PermissionSetName } from "./sets";

/**
 * Which permission sets the roles of an organization's delegation get: the connector assumes one in the management
 * account, and one in each member account. The sets themselves are those of the connector's own role.
 */

/** What only the connector's own role needs. */
const OWN_ROLE_ONLY: readonly PermissionSetName[] = [
  // Each delegated role trusts only the connector's own role.
  "remote-management",
  // The connector's logs are where the connector is.
  "connector-logs",
];

/** What exists once in an organization and is managed from its management account. */
const ORGANIZATION_ONLY: readonly PermissionSetName[] = ["identity-center"];

/** The sets of the role in the management account: the organization, Identity Center, and the account itself. */
export const MANAGEMENT_SET_NAMES = PERMISSION_SET_NAMES.filter(
  (name) => !OWN_ROLE_ONLY.includes(name),
);

/** The sets of the role in each member account: the account itself. */
export const MEMBER_SET_NAMES = MANAGEMENT_SET_NAMES.filter(
  (name) => !ORGANIZATION_ONLY.includes(name),
);
