import type { Construct } from "constructs";
import { hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { Check } from "../../lib/terraform-features";
import { DEFAULT_SET_NAMES, type RoleChoice } from "../permissions";
import type { Cluster } from "./cluster";
import type { eksConnectorInputs } from "./inputs";

/**
 * Warns in the plan that adds the role, if it may be unexpected: a connector in an existing namespace often comes from the
 * public module, which created no role.
 */
export function noticePermissions(
  scope: Construct,
  inputs: ResolvedInputs<typeof eksConnectorInputs>,
  cluster: Cluster,
  role: RoleChoice,
): Check {
  const { createNamespace, withPermissions, permissionSets } = inputs;
  const isFirst = hcl`${cluster.chosenAt} == plantimestamp()`;
  const sets = hcl`${withPermissions} ? "the ${DEFAULT_SET_NAMES.length} permission sets of the default" : "the permission sets that withPermissions = false leaves"`;
  const toNone = hcl`${withPermissions} ? "Set permissionSets = []" : "Leave withPermissions out, and set permissionSets = [] and helmValues = \"serviceAccount: { manageClusterRoles: false }\""`;
  return new Check(scope, "check.permissions", [
    {
      condition: hcl`!${role.isMade} || ${createNamespace} || ${permissionSets} != null || !(${isFirst})`,
      errorMessage: text`permissionSets: the connector gets an IAM role with ${sets}. The public module for Kubernetes made no role. ${toNone} for a role that allows nothing, or list the sets that the connector needs. This warning appears once, when the role is created.`,
    },
  ]);
}
