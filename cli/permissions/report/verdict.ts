import { BASE_SET_NAMES } from "../../../modules/permissions";
import type { PermissionReport, ReportPath } from "./report";
import { plural } from "./words";

/** What a reader must know first. The first sentence is the verdict, the others say what follows from it. */
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
    const where = module === "org-delegation" ? "each account that it reaches" : "the account";
    const how = sets.includes("iam-access")
      ? "it can make a role such as apono-x with AdministratorAccess and assume it"
      : "it can make a permission set with AdministratorAccess and assign it";
    return `With ${listed(sets)} the connector is in effect an administrator of ${where}: ${how}.`;
  }
  const ids = unique(left.map(({ id }) => id));
  if (ids.length === 0) return "No known way to more permissions than are listed here is open.";
  return `By no known way does the connector become an administrator of the account; ${plural(ids.length, "way leads", "ways lead")} to more than is listed here: ${ids.join(", ")}.`;
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
    `Because of grantedRolesBoundaryArn all that it makes or changes must carry the boundary ${grantedRolesBoundary}: ${plural(closed.length, "way is", "ways are")} closed by this. Secrets and parameters of others stay readable where they are tagged for the connector.`,
  ];
}

function narrowing(left: readonly ReportPath[]): string[] {
  if (!left.some(({ givesAny }) => givesAny)) return [];
  const sets = beyondBase(left);
  return [
    "“Closed by a guardrail” and “what it can't do” hold for what it does directly, with its own roles. By an open way it can do anything.",
    `What narrows it: leaving out ${listed(sets)} (Apono then grants nothing through ${sets.length === 1 ? "it" : "them"}); or grantedRolesBoundaryArn (what it makes must carry a boundary, which Apono must send; grants by access keys, instance profiles, EKS access entries and Identity Center stop working). permissionsBoundaryArn bounds the connector's own roles only, not those that it makes: it narrows what it leaves out, such as iam:CreateRole. docs/granted-roles-boundary.md has what each costs.`,
  ];
}

/** The permission sets of some paths but for those that the connector needs to work at all. */
const beyondBase = (paths: readonly ReportPath[]): string[] =>
  unique(paths.flatMap(({ permissionSets }) => permissionSets)).filter(
    (name) => !(BASE_SET_NAMES as readonly string[]).includes(name),
  );

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const listed = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;
