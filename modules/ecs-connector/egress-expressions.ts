import { type Expression, hcl, rawHcl } from "../../lib/hcl";
import {
  DEFAULT_DESTINATIONS,
  EGRESS_KINDS,
  NO_DEFAULT_ROUTE,
  OTHER_TARGET,
  type Target,
} from "./egress-kinds";

/** A route table's default route: IPv4's where there is one, else IPv6's, else null. @param table HCL of a route table */
export const defaultRoute = (table: string): Expression => {
  const choices = DEFAULT_DESTINATIONS.map(
    ({ attribute, everything }) =>
      `[for r in ${table}.routes : r if r.${attribute} == "${everything}"][0], `,
  );
  return rawHcl(`try(${choices.join("")}null)`);
};

/** HCL that is true for a route `r` that names a target in this way. */
const hclTest = ({ attribute, prefix }: Target) =>
  prefix === undefined
    ? `try(length(r.${attribute}) > 0, false)`
    : `try(startswith(r.${attribute}, "${prefix}"), false)`;

/** The kind of a default route `r`, or of its absence. */
export function kindOfRoute(): Expression {
  const choice = EGRESS_KINDS.map(
    ({ name, targets }) => `(${targets.map(hclTest).join(" || ")}) ? "${name}" : `,
  ).join("");
  return hcl`r == null ? ${NO_DEFAULT_ROUTE} : ${rawHcl(`${choice}"${OTHER_TARGET}"`)}`;
}
