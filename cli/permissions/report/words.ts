import type {
  PathState,
  PermissionReport,
  ReportPath,
  ReportPolicy,
  ReportRow,
  Scope,
} from "./report";
import { isConnector } from "../../../modules/module-names";
import { conditionText } from "./conditions";
import { plural } from "../../terminal/plural";

/** Texts that all formats share. */

export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  all: "All resources",
  kind: "All of a type",
  named: "By name",
  tagged: "By tag",
};

/** The introduction to what no policy allows. */
export const NOT_ALLOWED_HINT =
  "Actions that reviewers ask about and that no policy here allows directly (AWS managed policies not considered). Through an open escalation path it can do any of them.";

const STATE_WORDS: Readonly<Record<PathState, string>> = {
  open: "open",
  narrowed: "open, except for what a guardrail denies",
  closed: "closed by a guardrail, directly",
};

export const titleOf = ({ module, version }: PermissionReport): string =>
  `What the Apono connector may do: ${module} ${version}`;

/** The configuration that the report is about, in a sentence. */
export function choiceOf(report: PermissionReport): string {
  const { module, permissionSets, withPermissions, partition, account, region } = report;
  const sets = plural(permissionSets.length, "permission set");
  const where = [account && `account ${account}`, region].filter(Boolean).join(", ");
  const granted = withPermissions
    ? `with permissions (${sets})`
    : `without permissions (only ${sets}, which it always needs)`;
  return `The module ${module} ${granted}, in the partition ${partition}${where === "" ? "" : `, ${where}`}.`;
}

/** The limits of the report. */
export const caveatsOf = (report: PermissionReport): string[] => [
  "This is the most that the module allows the roles: permissions boundaries and service control policies can only reduce it.",
  ...(report.counts.managedPolicies > 0
    ? [
        `${plural(report.counts.managedPolicies, "AWS managed policy is", "AWS managed policies are")} also attached. AWS may change what they allow at any time; their actions are not part of any count, filter or escalation path here. Follow their links to see what they allow today.`,
      ]
    : []),
  ...(!isConnector(report.module)
    ? []
    : [
        "Policies that are added with extraManagedPolicyArns, or that Apono attaches to a role later, are not part of the module and not shown.",
      ]),
  `Access levels and descriptions come from AWS's Service Authorization Reference of ${report.reference.updated}.`,
];

/** The state of a path in words. */
export const stateText = ({ state, closedByBoundary }: ReportPath): string =>
  closedByBoundary ? "closed by grantedRolesBoundaryArn" : STATE_WORDS[state];

/** A row's conditions in one line; empty if there are none. */
export const conditionsText = ({ conditions }: Pick<ReportRow, "conditions">): string =>
  conditions.map(conditionText).join(" and ");

/** The kind of a policy, in words. */
export function kindText({ kind, base, when }: ReportPolicy): string {
  const what = {
    "permission-set": base ? "permission set, always granted" : "permission set",
    fixed: "part of the module",
    guardrail: "guardrail: denies",
  }[kind];
  return when === null ? what : `${what}, only if ${when}`;
}
