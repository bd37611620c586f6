import { ACCESS_LEVELS, type AccessLevel } from "../../iam/actions";
import type { Counts, PathState, ReportPath, ReportPolicy, ReportRow } from "./report";

/** Counts of policies and escalation paths. */
export function countsOf(
  policies: readonly Pick<ReportPolicy, "rows" | "managedPolicy">[],
  paths: readonly Pick<ReportPath, "state">[],
): Counts {
  const rows = policies.flatMap((policy) => policy.rows);
  const grants = rows.filter(({ effect }) => effect === "Allow");
  const actions = new Map(
    grants.flatMap((row) => row.actions).map(({ name, accessLevel }) => [name, accessLevel]),
  );
  const count = (is: (row: ReportRow) => boolean) => grants.filter(is).length;
  return {
    grants: grants.length,
    actions: actions.size,
    byAccessLevel: Object.fromEntries(
      ACCESS_LEVELS.map((level) => [
        level,
        [...actions.values()].filter((each) => each === level).length,
      ]),
    ) as Record<AccessLevel, number>,
    services: new Set(grants.map(({ service }) => service)).size,
    wildcardActions: count(({ wildcard }) => wildcard),
    allResources: count(({ scope }) => scope === "all"),
    conditional: count(({ conditions }) => conditions.length > 0),
    denials: rows.length - grants.length,
    managedPolicies: new Set(
      policies.flatMap(({ managedPolicy }) => (managedPolicy === null ? [] : [managedPolicy.arn])),
    ).size,
    escalationPaths: Object.fromEntries(
      (["open", "narrowed", "closed"] as const).map((state) => [
        state,
        paths.filter((path) => path.state === state).length,
      ]),
    ) as Record<PathState, number>,
  };
}
