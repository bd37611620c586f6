import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { DEFAULT_SET_NAMES, type PermissionSetName } from "../permissions";

/** The granted permission sets of a role: the configured ones, otherwise the default ones. A local value. */
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
