import { type ReportOptions, buildReport } from "../../cli/permissions/report/build-report";
import type { PermissionReport, ReportRole } from "../../cli/permissions/report/report";
import {
  DEFAULT_SET_NAMES,
  type PermissionSetName,
  permissionSet,
} from "../../modules/permissions";

const made = new Map<string, Promise<PermissionReport>>();

/** The report of a choice, made once. */
export function report(choice: Partial<ReportOptions> = {}): Promise<PermissionReport> {
  const key = JSON.stringify(choice);
  const known =
    made.get(key) ??
    buildReport({
      module: "ecs-connector",
      version: "1.2.3",
      partition: "aws",
      withPermissions: true,
      ...choice,
    });
  made.set(key, known);
  return known;
}

export const role = ({ roles }: PermissionReport, id: string): ReportRole =>
  roles.find((each) => each.id === id)!;

export const setsOf = ({ policies }: ReportRole) =>
  policies.filter(({ kind }) => kind === "permission-set").map(({ id }) => id);

export const rowsOf = ({ policies }: ReportRole) => policies.flatMap(({ rows }) => rows);

/** What the sets grant, each action of each statement. */
export const granted = (names: readonly PermissionSetName[]) =>
  names.flatMap((name) =>
    (permissionSet(name).statements ?? []).flatMap(({ Action }) =>
      Action.map((action) => [name, action]),
    ),
  );

export const shown = ({ policies }: ReportRole) =>
  policies
    .filter(({ kind }) => kind === "permission-set")
    .flatMap(({ id, rows }) => rows.map(({ action }) => [id, action]));

/** Those of some sets that are granted without being named. */
export const byDefault = (names: readonly PermissionSetName[]) =>
  names.filter((name) => DEFAULT_SET_NAMES.includes(name));
