/// <reference lib="dom" />
import { pageOf } from "../../cli/permissions/report/html/page";
import type { PermissionReport, ReportRow } from "../../cli/permissions/report/report";
import { type PageInBrowser, pageInBrowser } from "./page-in-browser";
import { report as reportOf } from "./permission-report";

/** A row of the report, with its permission set and role. */
export type PageRow = ReportRow & { readonly set: string; readonly role: string };

/** The permission page of ecs-connector in Chromium. */
export interface PermissionPage extends PageInBrowser {
  readonly report: PermissionReport;
  readonly rows: readonly PageRow[];
  /** IDs of the visible rows. */
  shown(): Promise<string[]>;
  /** IDs of the report's rows for which the condition holds. */
  idsOf(is: (row: PageRow) => boolean): string[];
}

/** A browser of its own for the tests of a file; to be read once they run. */
export function permissionPage(): PermissionPage {
  let report: PermissionReport;
  let rows: readonly PageRow[];
  const opened = pageInBrowser(async () => {
    report = await reportOf({ version: "1.0.0" });
    rows = report.roles.flatMap((role) =>
      role.policies.flatMap((policy) =>
        policy.rows.map((row) => ({ ...row, set: policy.id, role: role.id })),
      ),
    );
    return pageOf(report);
  });

  return {
    get report() {
      return report;
    },
    get rows() {
      return rows;
    },
    get page() {
      return opened.page;
    },
    open: opened.open,
    shown: () =>
      opened.page
        .locator("tbody tr")
        .evaluateAll((all) => all.filter((row) => row.checkVisibility()).map(({ id }) => id)),
    idsOf: (is) => rows.filter(is).map(({ id }) => id),
  };
}
