import { type Expression, text } from "../../lib/hcl";
import { ROLE_NAME_PREFIX } from "./inputs";

/** The name of a role where none was asked for. */
export const ownRoleName = (kind: "management" | "member", nameSuffix: unknown): Expression =>
  text`${ROLE_NAME_PREFIX}${kind}-role-${nameSuffix}`;
