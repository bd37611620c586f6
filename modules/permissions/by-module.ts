import type { ModuleName } from "../module-names";
import { MANAGEMENT_SET_NAMES, MEMBER_SET_NAMES } from "./delegation";
import { PERMISSION_SET_NAMES, type PermissionSetName } from "./sets";

/** The available permission sets of each module. */
export const MODULE_SET_NAMES: Readonly<Record<ModuleName, readonly PermissionSetName[]>> = {
  "ecs-connector": PERMISSION_SET_NAMES,
  "eks-connector": PERMISSION_SET_NAMES,
  "org-delegation": MANAGEMENT_SET_NAMES,
  "account-delegation": MEMBER_SET_NAMES,
};
