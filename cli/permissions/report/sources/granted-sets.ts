import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  type PermissionSetName,
} from "../../../../modules/permissions";
import type { Choice } from "./source";

/** The permission sets that are granted, by the modules' rules. */
export const grantedSets = (
  { withPermissions, permissionSets }: Pick<Choice, "withPermissions" | "permissionSets">,
  all: readonly PermissionSetName[],
): PermissionSetName[] =>
  all.filter((name) =>
    (withPermissions ? (permissionSets ?? DEFAULT_SET_NAMES) : BASE_SET_NAMES).includes(name),
  );
