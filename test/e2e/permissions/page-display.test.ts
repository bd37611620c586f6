/// <reference lib="dom" />
import { permissionPage } from "../../support/permission-page";
import { weakTexts } from "../../support/quiet-page";

jest.setTimeout(300_000);

const view = permissionPage();

it("is all usable by keyboard", async () => {
  await view.open();
  const active = () => view.page.evaluate(() => document.activeElement?.id ?? "");
  await view.page.keyboard.press("Tab");
  expect(await view.page.evaluate(() => document.activeElement?.className)).toBe("skip");
  await view.page.keyboard.press("Enter");
  expect(await active()).toBe("content");
  await view.page.keyboard.press("/");
  expect(await active()).toBe("q");
  await view.page.keyboard.type("kms:Sign");
  expect(await view.shown()).toEqual(["connector.tagged-kms-keys.kms-Sign"]);
  await view.page.keyboard.press("Escape");
  expect([await view.page.inputValue("#q"), (await view.shown()).length]).toEqual([
    "",
    view.rows.length,
  ]);
  await view.page.keyboard.press("Tab");
  await view.page.keyboard.press("Tab");
  expect(await active()).toBe("f-service");
  await view.page.keyboard.type("kms");
  expect((await view.shown()).length).toBe(view.idsOf(({ service }) => service === "kms").length);
  const outline = await view.page.evaluate(
    () => getComputedStyle(document.activeElement!).outlineStyle,
  );
  expect(outline).toBe("solid");
});

it("has names for its fields, and heads for its tables", async () => {
  await view.open();
  const nameless = await view.page
    .locator("input, select")
    .evaluateAll((all) =>
      all
        .filter((each) => ((each as HTMLInputElement).labels ?? []).length === 0)
        .map(({ id }) => id),
    );
  expect(nameless).toEqual([]);
  expect(await view.page.locator("table").count()).toBe(
    await view.page.locator("table:has(caption):has(thead th[scope=col])").count(),
  );
  expect(await view.page.locator("tbody th[scope=row]").count()).toBe(view.rows.length);
  expect(await view.page.locator("#result").getAttribute("aria-live")).toBe("polite");
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([375, 1440])("at %i px nothing is wider than the screen", async (width) => {
    await view.open({ colorScheme, viewport: { width, height: 812 } });
    expect(await view.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await view.page
      .locator("#filters")
      .evaluate((each) => ((each as HTMLDetailsElement).open = true));
    expect(await view.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it("every text stands out from its ground by 4.5 to 1", async () => {
    await view.open({ colorScheme });
    expect(await view.page.evaluate(weakTexts)).toEqual([]);
  });
});

it("is darker in the dark", async () => {
  const colors = async (colorScheme: "light" | "dark") => {
    await view.open({ colorScheme });
    const found = await view.page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    if (colorScheme === "light") await view.page.context().close();
    return found;
  };
  const light = await colors("light");
  const dark = await colors("dark");
  expect(dark[0]).not.toBe(light[0]);
  expect(dark[1]).not.toBe(light[1]);
});

it("is printed whole, without what is for a screen, and with the addresses of its links", async () => {
  await view.open();
  await view.page.fill("#q", "kms");
  await view.page.emulateMedia({ media: "print" });
  expect(await view.shown()).toEqual(view.rows.map(({ id }) => id));
  expect(await view.page.locator("#controls").isVisible()).toBe(false);
  expect(await view.page.locator(".contents").isVisible()).toBe(false);
  const link = view.page.locator(".managed a").first();
  expect(await link.evaluate((each) => getComputedStyle(each, "::after").content)).toContain(
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/",
  );
  const pdf = await view.page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await view.page.emulateMedia({ media: "screen" });
  expect(await view.shown()).toHaveLength(view.idsOf(({ service }) => service === "kms").length);
});

it("shows everything without scripts", async () => {
  await view.open({ javaScriptEnabled: false });
  expect(await view.page.locator("tbody tr").count()).toBe(view.rows.length);
  expect(await view.page.locator("tbody tr:visible").count()).toBe(view.rows.length);
  expect(await view.page.locator("#controls").isVisible()).toBe(false);
  expect(await view.page.locator('[data-count="actions"]').textContent()).toBe(
    String(view.report.counts.actions),
  );
});
