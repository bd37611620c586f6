import { posix } from "node:path";
import { POLICY_NAMES } from "../../../modules/naming";
import { hasWildcard } from "../../iam/wildcards";
import type { Problem } from "../finding";
import { connectorRoles } from "../policies";
import { describeRole } from "../policies/connector-roles";
import { uniqueBy } from "../../terraform/values/located-value";
import type { Role } from "../policies/policy";
import type { Rule } from "../rule";
import type { Workspace } from "../workspace";
import { publishedCallsIn } from "../module-calls/module-calls";
import { type Grant, type Way, uniqueGrants, escalationWays } from "../iam/role-escalation";
import { listed, placeOf, uniqueProblems } from "../iam/statement-checks";
import { grantOf } from "../iam/grants";

export const privilegeEscalation: Rule = {
  id: "iam-privilege-escalation",
  title: "The connector can't give itself more permissions",
  severity: "error",
  needsAllFiles: true,
  why: `Some permissions lead to others: a role that may write policies into itself can get any permission, and a role that
may pass roles to new functions gets the permissions of those. The permission set \`iam-access\` can grant access to others by
design: that is what the connector is for. The guardrail (the inline policy \`${POLICY_NAMES.guardrails}\` of the modules) denies
changes to the connector's own roles. So this rule reports

- a way to change the connector's own role that no statement denies, whatever grants it;
- any other known way that permissions beyond the permission sets open.

All ways that one statement opens are one finding. If one of this project's modules makes the role, its guardrail counts, although
the configuration doesn't show it. If something else makes the role, there may be a guardrail, too: a way to change the own role
is then a warning.

A condition that the way can't meet closes it; under any other condition the finding is a warning, and so it is for a role with a
permissions boundary, which may close the way. The rule checks all policies together, of the role that the connector runs with and
of the roles that it assumes.`,
  source: "https://pathfinding.cloud",
  async check(workspace) {
    const found = await Promise.all(
      connectorRoles(workspace).map(async (role) =>
        (await escalationWays(role, isGuarded(role, workspace))).map((ways) =>
          problemOf(role, ways),
        ),
      ),
    );
    return uniqueProblems(found.flat());
  },
};

/** Whether one of this project's modules makes the role, with the guardrail. */
const isGuarded = ({ address, isExternal, range }: Role, { modules }: Workspace): boolean =>
  isExternal === true &&
  modules
    .flatMap(publishedCallsIn)
    .some(
      ({ name, block }) =>
        address.startsWith(`module.${name}.`) &&
        posix.dirname(block.range.file) === posix.dirname(range.file),
    );

/** One problem for all ways that the same statements open. */
function problemOf(role: Role, ways: readonly Way[]): Problem {
  const grants = uniqueGrants(ways);
  const places = uniqueBy(grants, ({ policy, statement }) => placeOf(policy, statement));
  const by = listed(ways.length === 1 ? ways[0]!.actions : [...new Set(grants.map(named))]);
  const [first, ...others] = places as [Grant, ...Grant[]];
  return {
    message: `${beginning(describeRole(role))} can get more permissions by ${by} (${listed(places.map(({ policy, statement }) => placeOf(policy, statement)))})${described(ways)}`,
    fix: fixFor(role, ways),
    range: first.written.range,
    related: others.map(({ policy, statement, written }) => ({
      message: `${placeOf(policy, statement)} is part of it.`,
      range: written.range,
    })),
    severity: ways.every(({ isUncertain }) => isUncertain) ? "warning" : "error",
    affected: { grants: grants.map(({ statement, written }) => grantOf(statement, written)) },
  };
}

/** Capitalizes the article, not an address. */
const beginning = (text: string): string => text.replace(/^the /, "The ");

const named = ({ statement, written: { text } }: Grant): string => {
  if (statement.notActions.length > 0) return "everything except NotAction";
  return text === "*" ? "anything (*)" : text;
};

/** Describes the only way, or lists the titles of several. */
function described(ways: readonly Way[]): string {
  const [{ path }] = ways as [Way];
  if (ways.length === 1) return `. ${path.title}: ${path.how}`;
  const titles = ways.map(
    ({ path: { title } }) => `${title.charAt(0).toLowerCase()}${title.slice(1)}`,
  );
  return ` in ${ways.length} ways: ${listed(titles)}.`;
}

function fixFor(role: Role, ways: readonly Way[]): string {
  const others = ways.filter(({ path }) => path.on !== "own-role");
  const own = ways.filter(({ path }) => path.on === "own-role");
  const isWild = uniqueGrants(others).some(({ written }) => hasWildcard(written.text));
  const [it, which] =
    new Set(others.flatMap(({ actions }) => actions)).size === 1
      ? ["it", "the action"]
      : ["them", others.length === 1 ? "one of the actions" : "the actions"];
  const away =
    isWild && others.length > 1
      ? "List the needed actions one by one, without those of these ways"
      : `Remove ${which}`;
  const where = role.isExternal === true ? ", where the role is made" : "";
  return [
    ...(others.length === 0
      ? []
      : [`${away}, or limit ${it} to resources that have no more permissions than the connector.`]),
    ...(own.length === 0
      ? []
      : [
          `Deny changes to the role itself${where}: add an inline policy ${POLICY_NAMES.guardrails} with Effect = "Deny", Action = ${JSON.stringify([...new Set(own.flatMap(({ actions }) => actions))])} and Resource = the role's own ARN, as this project's modules do.`,
        ]),
  ].join(" ");
}
