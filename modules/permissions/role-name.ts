import type { Construct } from "constructs";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local";

/** The connector's role's name where none was asked for. */
export const ownConnectorRoleName = (nameSuffix: Value<string>): Expression<string> =>
  text`apono-connector-role-${nameSuffix}`;

/** The name of the connector's role: the one that was asked for, else one that ends in the suffix. Known at plan. */
export const connectorRoleName = (
  scope: Construct,
  wanted: Value<string | null>,
  nameSuffix: Expression<string>,
): Expression<string> =>
  local(
    scope,
    "role_name",
    hcl`${wanted} != null ? ${wanted} : ${ownConnectorRoleName(nameSuffix)}`,
  );
