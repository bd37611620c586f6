import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  type PermissionSetName,
} from "../../../../modules/permissions";
import type { Choice } from "./source";

/** Which of a role's sets a choice grants, as the modules decide it. */
export const grantedSets = (
  { withPermissions, permissionSets }: Choice,
  all: readonly PermissionSetName[],
): PermissionSetName[] =>
  all.filter((name) =>
    (withPermissions ? (permissionSets ?? DEFAULT_SET_NAMES) : BASE_SET_NAMES).includes(name),
  );
