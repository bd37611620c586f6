/// <reference lib="dom" />
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { pageOf } from "../../cli/permissions/report/html/page";
import type { PermissionReport, ReportRow } from "../../cli/permissions/report/report";
import { cleanUp, tempDir } from "../kit/processes";
import { startBrowser } from "./browser";
import { report as reportOf } from "./permission-report";
import { type QuietPage, openQuietly } from "./quiet-page";

/** A row of the report, with its permission set and role. */
export type PageRow = ReportRow & { readonly set: string; readonly role: string };

/** The permission page of ecs-connector in Chromium. */
export interface PermissionPage {
  readonly report: PermissionReport;
  readonly rows: readonly PageRow[];
  /** The page that was opened last. */
  readonly page: Page;
  /** Opens the page; it is closed after the test, which fails if the browser complained or asked for anything. */
  open(options?: BrowserContextOptions, hash?: string): Promise<void>;
  /** IDs of the visible rows. */
  shown(): Promise<string[]>;
  /** IDs of the report's rows for which the condition holds. */
  idsOf(is: (row: PageRow) => boolean): string[];
}

/** A browser of its own for the tests of a file; to be read once they run. */
export function permissionPage(): PermissionPage {
  let browser: Browser;
  let report: PermissionReport;
  let rows: readonly PageRow[];
  let address: string;
  let opened: QuietPage;

  beforeAll(async () => {
    report = await reportOf({ version: "1.0.0" });
    rows = report.roles.flatMap((role) =>
      role.policies.flatMap((policy) =>
        policy.rows.map((row) => ({ ...row, set: policy.id, role: role.id })),
      ),
    );
    const file = join(tempDir("page-"), "permissions.html");
    writeFileSync(file, pageOf(report));
    address = pathToFileURL(file).href;
    browser = await startBrowser();
  });
  afterEach(async () => {
    expect(opened.noise).toEqual([]);
    await opened.page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    cleanUp();
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
    open: async (options = {}, hash = "") => {
      opened = await openQuietly(browser, `${address}${hash}`, options);
    },
    shown: () =>
      opened.page
        .locator("tbody tr")
        .evaluateAll((all) => all.filter((row) => row.checkVisibility()).map(({ id }) => id)),
    idsOf: (is) => rows.filter(is).map(({ id }) => id),
  };
}
