import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";
import { local } from "../../lib/local";
import { DEFAULT_SET_NAMES, type PermissionSetName } from "../permissions";

/** Which of a role's permission sets are granted: those that were asked for, else the default ones. A local value. */
export const chosenSets = (
  scope: Construct,
  kind: "management" | "member",
  sets: readonly PermissionSetName[],
  wanted: Value<readonly string[] | null>,
): Expression<readonly string[]> =>
  local(
    scope,
    `${kind}_permission_sets`,
    hcl`[for name in ${sets} : name if ${wanted} == null ? contains(${DEFAULT_SET_NAMES}, name) : contains(${wanted}, name)]`,
  );
