/// <reference lib="dom" />
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, type Page, chromium } from "playwright-core";
import { buildReport } from "../../../cli/permissions/report/build-report";
import { pageOf } from "../../../cli/permissions/report/html/page";
import type { PermissionReport, ReportRow } from "../../../cli/permissions/report/report";
import { conditionsText } from "../../../cli/permissions/report/words";
import { findChromium } from "../../kit/chromium";
import { cleanUp, tempDir } from "../../kit/processes";
import { openQuietly, weakTexts } from "../../support/quiet-page";

jest.setTimeout(300_000);

let browser: Browser;
let report: PermissionReport;
let rows: readonly (ReportRow & { readonly set: string; readonly role: string })[];
let address: string;
/** What the browser complained of or asked for. */
let noise: string[];
let page: Page;

beforeAll(async () => {
  report = await buildReport({
    module: "ecs-connector",
    version: "1.0.0",
    partition: "aws",
    withPermissions: true,
  });
  rows = report.roles.flatMap((role) =>
    role.policies.flatMap((policy) =>
      policy.rows.map((row) => ({ ...row, set: policy.id, role: role.id })),
    ),
  );
  const file = join(tempDir("page-"), "permissions.html");
  writeFileSync(file, pageOf(report));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({
    executablePath: await findChromium(),
    // Chromium refuses its sandbox to root, as whom CI often runs.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
});

afterAll(async () => {
  await browser?.close();
  cleanUp();
});

async function open(options: BrowserContextOptions = {}, hash = ""): Promise<void> {
  ({ page, noise } = await openQuietly(browser, `${address}${hash}`, options));
}

afterEach(async () => {
  expect(noise).toEqual([]);
  await page.context().close();
});

/** Ids of the rows that can be seen. */
const shown = (): Promise<string[]> =>
  page
    .locator("tbody tr")
    .evaluateAll((all) => all.filter((row) => row.checkVisibility()).map(({ id }) => id));

const idsOf = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).map(({ id }) => id);

const result = () => page.locator("#result").textContent();

describe("the figures", () => {
  it("are those of the report, which is in the page as JSON", async () => {
    await open();
    const figure = async (name: string) =>
      Number(await page.locator(`[data-count="${name}"]`).textContent());
    const { counts } = report;
    expect(await figure("actions")).toBe(counts.actions);
    expect(await figure("list")).toBe(counts.byAccessLevel.List);
    expect(await figure("permissions-management")).toBe(
      counts.byAccessLevel["Permissions management"],
    );
    expect(await figure("services")).toBe(counts.services);
    expect(await figure("wildcard-actions")).toBe(counts.wildcardActions);
    expect(await figure("on-all-resources")).toBe(counts.allResources);
    expect(JSON.parse((await page.locator("#data").textContent())!)).toEqual(report);
    expect(await shown()).toEqual(rows.map(({ id }) => id));
    expect(await result()).toBe(`All ${rows.length} rows`);
  });

  it("can be saved as JSON", async () => {
    await open();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#save").click(),
    ]);
    expect(download.suggestedFilename()).toBe("permissions-ecs-connector-1.0.0.json");
    expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(report);
  });
});

describe("search", () => {
  it("finds by action, in any case, and says how many rows there are", async () => {
    await open();
    await page.fill("#q", "KMS:decrypt");
    const found = idsOf(({ action }) => action === "kms:Decrypt");
    expect(await shown()).toEqual(found);
    expect(await result()).toBe(`${found.length} of ${rows.length} rows`);
  });

  it("finds by ARN, by what a wildcard stands for, and by several words", async () => {
    await open();
    await page.fill("#q", "aws-cloudtrail-logs-apono getobject");
    expect(await shown()).toEqual(["connector.cloudtrail-logs.s3-GetObject"]);
    await page.fill("#q", "CreateGroupMembership");
    expect(await shown()).toContain("connector.identity-center.identitystore-any");
  });

  it("says when nothing matches, and shows all again", async () => {
    await open();
    await page.fill("#q", "no such thing");
    expect(await shown()).toEqual([]);
    await page.locator("#nothing button").click();
    expect(await shown()).toHaveLength(rows.length);
    expect(await page.locator("#nothing").isVisible()).toBe(false);
  });
});

describe("filters", () => {
  const cases: [string, string, (row: (typeof rows)[number]) => boolean][] = [
    ["service", "iam", ({ service }) => service === "iam"],
    ["level", "Write", ({ accessLevels }) => accessLevels.includes("Write")],
    ["scope", "all", ({ scope }) => scope === "all"],
    ["condition", "none", ({ conditions }) => conditions.length === 0],
    ["condition", "any", ({ conditions }) => conditions.length > 0],
    [
      "condition",
      "aws:ResourceTag/apono-connector-access is true",
      (row) => conditionsText(row) === "aws:ResourceTag/apono-connector-access is true",
    ],
    ["set", "eks-write", ({ set }) => set === "eks-write"],
    ["role", "execution", ({ role }) => role === "execution"],
  ];

  it.each(cases)("by %s = %s", async (name, value, is) => {
    await open();
    await page.selectOption(`[name="${name}"]`, value);
    expect(idsOf(is).length).toBeGreaterThan(0);
    expect(await shown()).toEqual(idsOf(is));
  });

  it("by escalation only, together with others, and back to all", async () => {
    await open();
    await page.check("#escalation-only");
    expect(await shown()).toEqual(idsOf(({ escalation }) => escalation.length > 0));
    await page.selectOption('[name="service"]', "iam");
    await page.selectOption('[name="level"]', "Permissions management");
    await page.fill("#q", "role");
    const found = await shown();
    expect(found).toContain("connector.iam-access.iam-PutRolePolicy");
    const matching = idsOf(
      ({ escalation, service, accessLevels }) =>
        escalation.length > 0 &&
        service === "iam" &&
        accessLevels.includes("Permissions management"),
    );
    expect(found.filter((id) => !matching.includes(id))).toEqual([]);
    expect(await page.locator("#active").textContent()).toBe("(3 set)");
    await page.locator("#controls [data-clear]").click();
    expect(await shown()).toHaveLength(rows.length);
  });

  it("are in the address, and taken from it", async () => {
    await open();
    await page.selectOption('[name="service"]', "kms");
    await page.fill("#q", "kms & sign");
    expect(await shown()).toEqual([]);
    await page.fill("#q", "kms:sign");
    const hash = await page.evaluate(() => location.hash);
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      q: "kms:sign",
      service: "kms",
    });
    const ids = await shown();
    expect(ids).toEqual(["connector.tagged-kms-keys.kms-Sign"]);
    await page.context().close();
    await open({}, hash);
    expect(await shown()).toEqual(ids);
    expect(await page.inputValue("#q")).toBe("kms:sign");
  });

  it("that an address names wrongly change nothing", async () => {
    await open({}, "#service=%3Cscript%3E&level=nothing");
    expect(await shown()).toHaveLength(rows.length);
  });
});

it("leads from a path to its rows, past a filter, and back", async () => {
  await open();
  await page.fill("#q", "kms");
  await page.locator("#path-connector-new-role .links a").first().click();
  const row = "connector.iam-access.iam-CreateRole";
  await page.waitForFunction((id) => document.activeElement?.id === id, row);
  expect(await page.inputValue("#q")).toBe("");
  await page.locator(`[id="${row}"] .chip`).first().click();
  await page.waitForFunction(() => document.activeElement?.id === "path-connector-new-role");
});

it("is all usable by keyboard", async () => {
  await open();
  const active = () => page.evaluate(() => document.activeElement?.id ?? "");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  await page.keyboard.press("Enter");
  expect(await active()).toBe("content");
  await page.keyboard.press("/");
  expect(await active()).toBe("q");
  await page.keyboard.type("kms:Sign");
  expect(await shown()).toEqual(["connector.tagged-kms-keys.kms-Sign"]);
  await page.keyboard.press("Escape");
  expect([await page.inputValue("#q"), (await shown()).length]).toEqual(["", rows.length]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await active()).toBe("f-service");
  await page.keyboard.type("kms");
  expect((await shown()).length).toBe(idsOf(({ service }) => service === "kms").length);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  expect(outline).toBe("solid");
});

it("has names for its fields, and heads for its tables", async () => {
  await open();
  const nameless = await page
    .locator("input, select")
    .evaluateAll((all) =>
      all
        .filter((each) => ((each as HTMLInputElement).labels ?? []).length === 0)
        .map(({ id }) => id),
    );
  expect(nameless).toEqual([]);
  expect(await page.locator("table").count()).toBe(
    await page.locator("table:has(caption):has(thead th[scope=col])").count(),
  );
  expect(await page.locator("tbody th[scope=row]").count()).toBe(rows.length);
  expect(await page.locator("#result").getAttribute("aria-live")).toBe("polite");
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([375, 1440])("at %i px nothing is wider than the screen", async (width) => {
    await open({ colorScheme, viewport: { width, height: 812 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.locator("#filters").evaluate((each) => ((each as HTMLDetailsElement).open = true));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it("every text stands out from its ground by 4.5 to 1", async () => {
    await open({ colorScheme });
    expect(await page.evaluate(weakTexts)).toEqual([]);
  });
});

it("is darker in the dark", async () => {
  const colors = async (colorScheme: "light" | "dark") => {
    await open({ colorScheme });
    const found = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    if (colorScheme === "light") await page.context().close();
    return found;
  };
  const light = await colors("light");
  const dark = await colors("dark");
  expect(dark[0]).not.toBe(light[0]);
  expect(dark[1]).not.toBe(light[1]);
});

it("is printed whole, without what is for a screen, and with the addresses of its links", async () => {
  await open();
  await page.fill("#q", "kms");
  await page.emulateMedia({ media: "print" });
  expect(await shown()).toEqual(rows.map(({ id }) => id));
  expect(await page.locator("#controls").isVisible()).toBe(false);
  expect(await page.locator(".contents").isVisible()).toBe(false);
  const link = page.locator(".managed a").first();
  expect(await link.evaluate((each) => getComputedStyle(each, "::after").content)).toContain(
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/",
  );
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await page.emulateMedia({ media: "screen" });
  expect(await shown()).toHaveLength(idsOf(({ service }) => service === "kms").length);
});

it("shows everything without scripts", async () => {
  await open({ javaScriptEnabled: false });
  expect(await page.locator("tbody tr").count()).toBe(rows.length);
  expect(await page.locator("tbody tr:visible").count()).toBe(rows.length);
  expect(await page.locator("#controls").isVisible()).toBe(false);
  expect(await page.locator('[data-count="actions"]').textContent()).toBe(
    String(report.counts.actions),
  );
});
