/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { toJson } from "../../../cli/fleet/status/report";
import { fleetPage } from "../../support/fleet-page";
import { weakTexts } from "../../support/quiet-page";

jest.setTimeout(300_000);

const view = fleetPage();
const ALL = ["prod-2", "prod-10", "lab", "locked", "data"];
const result = () => view.page.locator("#result").textContent();
const sortBy = (title: string) => view.page.getByRole("button", { name: title }).click();
const isSorted = (title: string) =>
  view.page.getByRole("columnheader", { name: title }).getAttribute("aria-sort");

it("shows each member with what is wrong with it, and how many are how", async () => {
  await view.open();
  expect(await view.shown()).toEqual(ALL);
  expect(await view.page.locator("h1").textContent()).toBe(
    "2 as configured, 1 not as configured, 1 not connected, 1 not known",
  );
  const cells = await view.page.locator("tbody tr").nth(1).locator("th, td").allInnerTexts();
  expect(cells.map((text) => text.replace(/\s+/g, " ").trim())).toEqual([
    "prod-10 ecs-connector",
    "connected, differs Not deployed as in the fleet file: version v1.9.0 (configured: v1.10.0), memory 4096 (configured: 2048). Deploy it: npx cdktf deploy prod-10",
    ...["2/2", "v1.10.0", "v1.9.0", "v1.10.0", "2026-10-01 00:00"],
    "version v1.9.0 (configured: v1.10.0) memory 4096 (configured: 2048)",
    ...["111122223333", "eu-central-1"],
  ]);
  expect(await view.page.locator("tbody").textContent()).toContain("<script>alert(1)</script>");
  expect(JSON.parse((await view.page.locator("#data").textContent())!)).toEqual(
    toJson(view.status),
  );
});

it("is searched by every word, and filtered by state", async () => {
  await view.open();
  await view.page.fill("#q", "PROD eu-central");
  expect(await view.shown()).toEqual(["prod-10"]);
  expect(await result()).toBe("1 of 5 rows");
  await view.page.fill("#q", "accessdenied");
  expect(await view.shown()).toEqual(["locked"]);
  await view.page.selectOption("#state", "not-connected");
  expect(await view.shown()).toEqual([]);
  expect(await view.page.locator("#nothing").isVisible()).toBe(true);
  await view.page.locator("[data-clear]").click();
  expect(await view.shown()).toEqual(ALL);
  expect(await result()).toBe("All 5 rows");
});

it("is sorted by each column, up and down, with what is not known last", async () => {
  await view.open();
  await sortBy("Name");
  expect(await view.shown()).toEqual(["data", "lab", "locked", "prod-2", "prod-10"]);
  expect(await isSorted("Name")).toBe("ascending");
  await sortBy("Name");
  expect(await view.shown()).toEqual(["prod-10", "prod-2", "locked", "lab", "data"]);
  expect(await isSorted("Name")).toBe("descending");
  await sortBy("Configured");
  expect(await view.shown()).toEqual(["prod-2", "lab", "locked", "prod-10", "data"]);
  expect(await isSorted("Name")).toBeNull();
  await sortBy("Last change");
  expect(await view.shown()).toEqual(["prod-10", "prod-2", "lab", "locked", "data"]);
  await sortBy("Last change");
  expect(await view.shown()).toEqual(["prod-2", "lab", "prod-10", "locked", "data"]);
});

it("keeps search, state and order in its address", async () => {
  await view.open({}, "#q=111122223333&sort=Name&down=1");
  expect(await view.shown()).toEqual(["prod-10", "prod-2", "lab", "data"]);
  await view.page.fill("#q", "");
  await view.page.selectOption("#state", "as-configured");
  expect(new URL(view.page.url()).hash).toBe("#state=as-configured&sort=Name&down=1");
  await view.page.reload();
  expect(await view.shown()).toEqual(["prod-2", "data"]);
});

it("can be saved as JSON, and used by keyboard", async () => {
  await view.open();
  const [download] = await Promise.all([
    view.page.waitForEvent("download"),
    view.page.locator("#save").click(),
  ]);
  expect(download.suggestedFilename()).toBe("fleet-status.json");
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(toJson(view.status));
  await view.page.locator("#save").blur();
  await view.page.keyboard.press("/");
  await view.page.keyboard.type("lab");
  expect(await view.shown()).toEqual(["lab"]);
  await view.page.keyboard.press("Escape");
  expect(await view.shown()).toEqual(ALL);
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([375, 900, 1440])("at %i px nothing is wider than the screen", async (width) => {
    await view.open({ colorScheme, viewport: { width, height: 812 } });
    expect(await view.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it("every text stands out from its ground by 4.5 to 1", async () => {
    await view.open({ colorScheme });
    expect(await view.page.evaluate(weakTexts)).toEqual([]);
    expect(await view.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      colorScheme === "dark" ? "rgb(20, 23, 26)" : "rgb(250, 249, 247)",
    );
  });
});

it("is sorted by a field on a narrow screen, which has no head", async () => {
  await view.open({ viewport: { width: 375, height: 812 } });
  await view.page.selectOption("#sort", "Name");
  expect((await view.shown())[0]).toBe("data");
  const label = await view.page
    .locator("tbody td")
    .nth(1)
    .evaluate((cell) => getComputedStyle(cell, "::before").content);
  expect(label).toContain("Sessions");
});

it("shows everything without scripts", async () => {
  await view.open({ javaScriptEnabled: false });
  expect(await view.page.locator("tbody tr:visible").count()).toBe(ALL.length);
  expect(await view.page.locator("#controls").isVisible()).toBe(false);
  expect(await view.page.locator("thead button").count()).toBe(0);
});
