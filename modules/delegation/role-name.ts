import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { ROLE_NAME_PREFIX } from "./inputs";

/** The name of a role where none was asked for. */
export const ownRoleName = (
  kind: "management" | "member",
  nameSuffix: Value<string>,
): Expression<string> => text`${ROLE_NAME_PREFIX}${kind}-role-${nameSuffix}`;

/** The name that was asked for, else its own, as HCL. */
export const roleNameOr = (
  wanted: Value<string | null>,
  kind: "management" | "member",
  nameSuffix: Value<string>,
): Expression<string> => hcl`${wanted} != null ? ${wanted} : ${ownRoleName(kind, nameSuffix)}`;
