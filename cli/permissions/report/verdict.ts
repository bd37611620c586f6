import { BASE_SET_NAMES } from "../../../modules/permissions";
import type { PermissionReport, ReportPath } from "./report";
import { plural } from "../../terminal/plural";

/** The most important facts: the first sentence is the verdict, the others explain it. */
export function verdictOf(
  report: Pick<PermissionReport, "module" | "roles" | "grantedRolesBoundary">,
): string[] {
  const paths = report.roles.flatMap(({ escalation }) => escalation);
  const left = paths.filter(({ state }) => state !== "closed");
  return [headlineOf(report, left), ...boundarySentences(report, paths), ...narrowing(left)];
}

function headlineOf(
  { module }: Pick<PermissionReport, "module">,
  left: readonly ReportPath[],
): string {
  const any = left.filter(({ givesAny }) => givesAny);
  const sets = beyondBase(any);
  if (any.length > 0) {
    const where = module === "org-delegation" ? "each account that it can reach" : "the account";
    const how = sets.includes("iam-access")
      ? "it can create a role such as apono-x with AdministratorAccess and assume it"
      : "it can create a permission set with AdministratorAccess and assign it";
    return `With ${listed(sets)} the connector is in effect an administrator of ${where}: ${how}.`;
  }
  const ids = unique(left.map(({ id }) => id));
  if (ids.length === 0) return "No known privilege escalation path is open.";
  return `No known path makes the connector an administrator of the account; ${plural(ids.length, "path gives", "paths give")} it more than is listed here: ${ids.join(", ")}.`;
}

function boundarySentences(
  { grantedRolesBoundary }: Pick<PermissionReport, "grantedRolesBoundary">,
  paths: readonly ReportPath[],
): string[] {
  if (grantedRolesBoundary === null) return [];
  const closed = unique(
    paths.filter(({ closedByBoundary }) => closedByBoundary).map(({ id }) => id),
  );
  return [
    `With grantedRolesBoundaryArn, all roles and users that it creates or changes must have the boundary ${grantedRolesBoundary}: this closes ${plural(closed.length, "path")}. It can still read the secrets and parameters of others that are tagged for the connector.`,
  ];
}

function narrowing(left: readonly ReportPath[]): string[] {
  if (!left.some(({ givesAny }) => givesAny)) return [];
  const sets = beyondBase(left);
  return [
    "“Closed by a guardrail” and “what it can't do” apply to what it does directly, with its own roles. Through an open path it can do anything.",
    `To restrict it: remove ${listed(sets)} (Apono then grants nothing through ${sets.length === 1 ? "it" : "them"}); or set grantedRolesBoundaryArn (everything it creates must have a boundary, which Apono must send; grants by access keys, instance profiles, EKS access entries and Identity Center stop working). permissionsBoundaryArn limits only the connector's own roles, not those that it creates: it blocks what the boundary does not allow, such as iam:CreateRole. docs/granted-roles-boundary.md lists the cost of each.`,
  ];
}

/** The permission sets of some paths, without those that the connector always needs. */
const beyondBase = (paths: readonly ReportPath[]): string[] =>
  unique(paths.flatMap(({ permissionSets }) => permissionSets)).filter(
    (name) => !(BASE_SET_NAMES as readonly string[]).includes(name),
  );

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const listed = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;
