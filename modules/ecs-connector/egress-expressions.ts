import { type Expression, hcl, rawHcl } from "../../lib/hcl";
import {
  DEFAULT_DESTINATION,
  EGRESS_KINDS,
  IPV6_DEFAULT_DESTINATION,
  IPV6_ONLY,
  NO_DEFAULT_ROUTE,
  OTHER_TARGET,
  type Target,
} from "./egress-kinds";

const routesTo = (table: string, destination: { attribute: string; everything: string }) =>
  `[for r in ${table}.routes : r if r.${destination.attribute} == "${destination.everything}"]`;

/** A route table's default route of IPv4, else null. @param table HCL of a route table */
export const defaultRoute = (table: string): Expression<object | null> =>
  rawHcl(`try(${routesTo(table, DEFAULT_DESTINATION)}[0], null)`);

/** What a route table without a default route of IPv4 has instead. @param table HCL of a route table */
export const kindWithoutDefaultRoute = (table: string): Expression<string> =>
  hcl`length(${rawHcl(routesTo(table, IPV6_DEFAULT_DESTINATION))}) > 0 ? ${IPV6_ONLY} : ${NO_DEFAULT_ROUTE}`;

/** HCL that is true for a route `r` that names a target in this way. */
const hclTest = ({ attribute, prefix }: Target) =>
  prefix === undefined
    ? `try(length(r.${attribute}) > 0, false)`
    : `try(startswith(r.${attribute}, "${prefix}"), false)`;

/** The kind of a default route `r`. */
export function kindOfRoute(): Expression<string> {
  const choice = EGRESS_KINDS.map(
    ({ name, targets }) => `(${targets.map(hclTest).join(" || ")}) ? "${name}" : `,
  ).join("");
  return rawHcl(`${choice}"${OTHER_TARGET}"`);
}
