/// <reference lib="dom" />
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { version } from "../../../package.json";
import { pageOf, pageSources } from "../../../tools/site/pages";
import { builtSite } from "../../support/built-site";

jest.setTimeout(300_000);

const MODULE = "modules/ecs-connector.html";
const PAGES = ["", "guides/ecs.html", "rules/iam-inline-quota.html", MODULE];

const site = builtSite();

/** What axe finds on a page that keeps somebody from using it. https://dequeuniversity.com/rules/axe */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return (
    violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      // The button's text ends with its key, which is not part of its name.
      .filter(({ id }) => id !== "label-content-name-mismatch")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))
  );
}

it("has a page for every Markdown file, and nothing that was not filled in", () => {
  const pages = readdirSync(site.folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html") && file !== "404.html")
    .sort();
  expect(pages).toEqual(
    pageSources()
      .map((source) => pageOf(source).replace(/md$/, "html"))
      .sort(),
  );
  const unfilled = pages.filter((page) =>
    /<(p|li|t[dh]|h\d)[^>]*>undefined|\[object Object\]|<!-- README/.test(
      readFileSync(join(site.folder, page), "utf8"),
    ),
  );
  expect(unfilled).toEqual([]);
  expect(existsSync(join(site.folder, "status.schema.json"))).toBe(true);
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each(PAGES)("/%s is legible, and its code is highlighted", async (path) => {
    const page = await site.open(path, { colorScheme });
    await page.waitForLoadState("networkidle");
    expect(await barriers(page)).toEqual([]);
    const colours = await page
      .locator(".vp-doc pre.shiki")
      .first()
      .evaluate((code) => {
        const parts = Array.from(code.querySelectorAll(".line span"));
        return new Set(parts.map((part) => getComputedStyle(part).color)).size;
      });
    expect(colours).toBeGreaterThan(2);
  });

  it.each([375, 1440])("at %i px the diagram can be read", async (width) => {
    const page = await site.open("", { colorScheme, viewport: { width, height: 812 } });
    const { labels, scale } = await page.locator(".diagram svg:visible").evaluate((svg) => ({
      labels: Array.from(svg.querySelectorAll(".node text"), (text) => [
        getComputedStyle(text).fill,
        getComputedStyle(document.body).color,
      ]),
      scale: svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width,
    }));
    expect(labels.length).toBeGreaterThan(4);
    expect(labels.filter(([fill, text]) => fill !== text)).toEqual([]);
    expect(scale).toBeGreaterThan(0.75);
  });
});

it.each([375, 1440])("at %i px no page is wider than the screen", async (width) => {
  const page = await site.open("", { viewport: { width, height: 812 } });
  for (const path of [...PAGES, "start.html", "guides/validate.html", "adr/index.html"]) {
    await page.goto(`${site.address}${path}`);
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
      path,
      width,
    ]);
  }
});

it("a wide table scrolls by itself, by keyboard too", async () => {
  const page = await site.open(MODULE, { viewport: { width: 375, height: 812 } });
  const table = page.locator("#inputs ~ table").first();
  const [shown, all] = await table.evaluate((each) => [each.clientWidth, each.scrollWidth]);
  expect(shown).toBeLessThanOrEqual(375);
  expect(all).toBeGreaterThan(375);
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((each) => each.scrollLeft > 0, await table.elementHandle());
});

it("the search finds an input in its module, and leads to its row", async () => {
  const page = await site.open("");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+k");
  await page.locator("input.search-input").fill("assignPublicIp");
  const first = page.locator(".results .result").first();
  await first.getByText("Inputs").waitFor();
  expect(await first.innerText()).toMatch(
    /Apono connector on ECS Fargate\s+Inputs\s+assignPublicIp/,
  );
  // VitePress makes each result both an option of the list and a link.
  const hindering = (await barriers(page)).filter((one) => !one.startsWith("nested-interactive"));
  expect(hindering).toEqual([]);
  await page.keyboard.press("Enter");
  const row = page.locator("#inputs-assignPublicIp");
  await row.waitFor();
  expect(page.url()).toMatch(/\/modules\/ecs-connector\.html#inputs-assignPublicIp$/);
  expect(await row.innerText()).toContain("Whether the connector's tasks get a public IP address.");
});

it("a module's page has its examples, file by file", async () => {
  const page = await site.open(`${MODULE}#examples`);
  const example = page.locator("#example-basic + .vp-code-group");
  expect(await example.locator("label").allInnerTexts()).toEqual([
    "main.tf",
    "variables.tf",
    "outputs.tf",
    "versions.tf",
  ]);
  const main = readFileSync("modules/ecs-connector/examples/basic/main.tf", "utf8");
  expect((await example.locator("pre:visible").innerText()).trim()).toBe(main.trim());
});

it("the home page has the README's commands, and says the version", async () => {
  const page = await site.open("");
  const readme = readFileSync("README.md", "utf8");
  const commands = await page.locator(".vp-doc pre").allInnerTexts();
  expect(commands).toHaveLength(2);
  for (const block of commands) expect(readme).toContain(block.trim());
  const terminal = await page.locator(".terminal").innerText();
  const typed = [...terminal.matchAll(/^\$ (.+)$/gm)].map(([, command]) => command!);
  expect(typed.length).toBe(3);
  expect(typed.filter((command) => !readme.includes(command))).toEqual([]);
  expect(await page.locator(".VPNavBarMenu").innerText()).toContain(version);
});

it("names sources without a link where the repository has no address", async () => {
  const page = await site.open("guides/proof.html");
  expect(await page.locator("[title='Only in the repository']").count()).toBeGreaterThan(20);
  expect(await page.locator("a[href*='.test.ts']").count()).toBe(0);
});
