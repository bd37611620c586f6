/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { conditionsText } from "../../../cli/permissions/report/words";
import { type PageRow, permissionPage } from "../../support/permission-page";

jest.setTimeout(300_000);

const view = permissionPage();

const result = () => view.page.locator("#result").textContent();

describe("the figures", () => {
  it("are those of the report, which is in the page as JSON", async () => {
    await view.open();
    const figure = async (name: string) =>
      Number(await view.page.locator(`[data-count="${name}"]`).textContent());
    const { counts } = view.report;
    expect(await figure("actions")).toBe(counts.actions);
    expect(await figure("list")).toBe(counts.byAccessLevel.List);
    expect(await figure("permissions-management")).toBe(
      counts.byAccessLevel["Permissions management"],
    );
    expect(await figure("services")).toBe(counts.services);
    expect(await figure("wildcard-actions")).toBe(counts.wildcardActions);
    expect(await figure("on-all-resources")).toBe(counts.allResources);
    expect(JSON.parse((await view.page.locator("#data").textContent())!)).toEqual(view.report);
    expect(await view.shown()).toEqual(view.rows.map(({ id }) => id));
    expect(await result()).toBe(`All ${view.rows.length} rows`);
  });

  it("can be saved as JSON", async () => {
    await view.open();
    const [download] = await Promise.all([
      view.page.waitForEvent("download"),
      view.page.locator("#save").click(),
    ]);
    expect(download.suggestedFilename()).toBe("permissions-ecs-connector-1.0.0.json");
    expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(view.report);
  });
});

describe("search", () => {
  it("finds by action, in any case, and says how many rows there are", async () => {
    await view.open();
    await view.page.fill("#q", "KMS:decrypt");
    const found = view.idsOf(({ action }) => action === "kms:Decrypt");
    expect(await view.shown()).toEqual(found);
    expect(await result()).toBe(`${found.length} of ${view.rows.length} rows`);
  });

  it("finds by ARN, by what a wildcard stands for, and by several words", async () => {
    await view.open();
    await view.page.fill("#q", "aws-cloudtrail-logs-apono getobject");
    expect(await view.shown()).toEqual(["connector.cloudtrail-logs.s3-GetObject"]);
    await view.page.fill("#q", "CreateGroupMembership");
    expect(await view.shown()).toContain("connector.identity-center.identitystore-any");
  });

  it("says when nothing matches, and shows all again", async () => {
    await view.open();
    await view.page.fill("#q", "no such thing");
    expect(await view.shown()).toEqual([]);
    await view.page.locator("#nothing button").click();
    expect(await view.shown()).toHaveLength(view.rows.length);
    expect(await view.page.locator("#nothing").isVisible()).toBe(false);
  });
});

describe("filters", () => {
  const cases: [string, string, (row: PageRow) => boolean][] = [
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
    await view.open();
    await view.page.selectOption(`[name="${name}"]`, value);
    expect(view.idsOf(is).length).toBeGreaterThan(0);
    expect(await view.shown()).toEqual(view.idsOf(is));
  });

  it("by escalation only, together with others, and back to all", async () => {
    await view.open();
    await view.page.check("#escalation-only");
    expect(await view.shown()).toEqual(view.idsOf(({ escalation }) => escalation.length > 0));
    await view.page.selectOption('[name="service"]', "iam");
    await view.page.selectOption('[name="level"]', "Permissions management");
    await view.page.fill("#q", "role");
    const found = await view.shown();
    expect(found).toContain("connector.iam-access.iam-PutRolePolicy");
    const matching = view.idsOf(
      ({ escalation, service, accessLevels }) =>
        escalation.length > 0 &&
        service === "iam" &&
        accessLevels.includes("Permissions management"),
    );
    expect(found.filter((id) => !matching.includes(id))).toEqual([]);
    expect(await view.page.locator("#active").textContent()).toBe("(3 set)");
    await view.page.locator("#controls [data-clear]").click();
    expect(await view.shown()).toHaveLength(view.rows.length);
  });

  it("are in the address, and taken from it", async () => {
    await view.open();
    await view.page.selectOption('[name="service"]', "kms");
    await view.page.fill("#q", "kms & sign");
    expect(await view.shown()).toEqual([]);
    await view.page.fill("#q", "kms:sign");
    const hash = await view.page.evaluate(() => location.hash);
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      q: "kms:sign",
      service: "kms",
    });
    const ids = await view.shown();
    expect(ids).toEqual(["connector.tagged-kms-keys.kms-Sign"]);
    await view.page.context().close();
    await view.open({}, hash);
    expect(await view.shown()).toEqual(ids);
    expect(await view.page.inputValue("#q")).toBe("kms:sign");
  });

  it("that an address names wrongly change nothing", async () => {
    await view.open({}, "#service=%3Cscript%3E&level=nothing");
    expect(await view.shown()).toHaveLength(view.rows.length);
  });
});

it("leads from a path to its rows, past a filter, and back", async () => {
  await view.open();
  await view.page.fill("#q", "kms");
  await view.page.locator("#path-connector-new-role .links a").first().click();
  const row = "connector.iam-access.iam-CreateRole";
  await view.page.waitForFunction((id) => document.activeElement?.id === id, row);
  expect(await view.page.inputValue("#q")).toBe("");
  await view.page.locator(`[id="${row}"] .chip`).first().click();
  await view.page.waitForFunction(() => document.activeElement?.id === "path-connector-new-role");
});
