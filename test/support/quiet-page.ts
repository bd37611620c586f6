/// <reference lib="dom" />
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page, and what the browser complained of or asked other hosts for since it is open. */
export interface QuietPage {
  readonly page: Page;
  readonly noise: string[];
}

/** Opens a file or an address in a window of its own. */
export async function openQuietly(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<QuietPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!/^(file|data|blob):/.test(protocol) && origin !== new URL(address).origin)
      noise.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, noise };
}

/**
 * Texts that stand out too little from what is behind them, with their contrast; runs in the page.
 * https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function weakTexts(): string[] {
  const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const channel = (value: number) =>
    value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red = 0, green = 0, blue = 0]: number[]) =>
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ground = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const color = numbers(getComputedStyle(element).backgroundColor);
    return color[3] === 0 ? ground(element.parentElement) : color;
  };
  const contrast = (element: Element) => {
    const lights = [numbers(getComputedStyle(element).color), ground(element)].map(luminance);
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
  };
  return Array.from(document.querySelectorAll("body *:not(script)"))
    .filter(
      (element) =>
        element.checkVisibility() &&
        Array.from(element.childNodes).some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "",
        ) &&
        contrast(element) < 4.5,
    )
    .map((element) => `${element.tagName}.${element.className} ${contrast(element)}`);
}
