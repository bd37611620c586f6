import type { ConnectorName } from "../../../modules/module-names";
import { QUOTAS } from "../../../modules/permissions";
import { rolesTooLarge } from "../errors";
import { ecsRoles } from "./ecs-roles";
import { eksRole } from "./eks-role";
import type { HandOverPlace, HandedRole } from "./handed-role";
import type { HandOverInputs } from "./inputs";

const ROLES = { "ecs-connector": ecsRoles, "eks-connector": eksRole } as const;

/**
 * The roles of a connector that another team makes, with all that they need.
 *
 * @throws CommandFailure where something is missing, or more than IAM takes
 */
export function handedRoles(
  module: ConnectorName,
  inputs: HandOverInputs,
  place: HandOverPlace,
): HandedRole[] {
  const roles = ROLES[module](inputs, place);
  for (const { name, inline } of roles) {
    const size = inline.reduce((sum, { document }) => sum + JSON.stringify(document).length, 0);
    if (size > QUOTAS.roleInlinePolicies)
      throw rolesTooLarge(name, size, QUOTAS.roleInlinePolicies);
  }
  return roles;
}
