import type {
  PathState,
  PermissionReport,
  ReportPath,
  ReportPolicy,
  ReportRow,
  Scope,
} from "./report";
import { isConnector } from "../../../modules/names";
import { conditionText } from "./conditions";

/** The words of a report that every format shares. */

export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  all: "All resources",
  kind: "All of a kind",
  named: "By name",
  tagged: "By tag",
};

/** What stands over the list of what no policy allows. */
export const NOT_ALLOWED_HINT =
  "Actions that reviewers ask for, and that no policy here allows directly (AWS managed policies apart). By an open way to more permissions it can do any of them.";

const STATE_WORDS: Readonly<Record<PathState, string>> = {
  open: "open",
  narrowed: "open, but for what a guardrail denies",
  closed: "closed by a guardrail, directly",
};

export const titleOf = ({ module, version }: PermissionReport): string =>
  `What the Apono connector may do: ${module} ${version}`;

/** Which choice the report is about, in a sentence. */
export function choiceOf(report: PermissionReport): string {
  const { module, permissionSets, withPermissions, partition, account, region } = report;
  const sets = plural(permissionSets.length, "permission set");
  const where = [account && `account ${account}`, region].filter(Boolean).join(", ");
  const granted = withPermissions
    ? `with permissions (${sets})`
    : `without permissions (only ${sets}, which it needs to work at all)`;
  return `The module ${module} ${granted}, in the partition ${partition}${where === "" ? "" : `, ${where}`}.`;
}

/** What a reader must know of what the figures are and are not. */
export const caveatsOf = (report: PermissionReport): string[] => [
  "This is the most that the roles can be allowed by the module: permissions boundaries and service control policies can only take away from it.",
  ...(report.counts.managedPolicies > 0
    ? [
        `${plural(report.counts.managedPolicies, "AWS managed policy is", "AWS managed policies are")} attached besides. AWS may change what they allow at any time; their actions are in no figure, filter or escalation path here. Follow their links to see what they allow today.`,
      ]
    : []),
  ...(!isConnector(report.module)
    ? []
    : [
        "Policies that a configuration adds with extraManagedPolicyArns, and what Apono attaches to a role later, are not part of the module and not shown.",
      ]),
  `Access levels and descriptions are AWS's own, from its Service Authorization Reference of ${report.reference.updated}.`,
];

/** How the state of a path reads; what the boundary closes is said to be closed by it. */
export const stateText = ({ state, closedByBoundary }: ReportPath): string =>
  closedByBoundary ? "closed by grantedRolesBoundaryArn" : STATE_WORDS[state];

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** A row's conditions in one line; empty where there is none. */
export const conditionsText = ({ conditions }: Pick<ReportRow, "conditions">): string =>
  conditions.map(conditionText).join(" and ");

/** What a policy is, beside its name. */
export function kindText({ kind, base, when }: ReportPolicy): string {
  const what = {
    "permission-set": base ? "permission set, always granted" : "permission set",
    fixed: "part of the module",
    guardrail: "guardrail: denies",
  }[kind];
  return when === null ? what : `${what}, only if ${when}`;
}
