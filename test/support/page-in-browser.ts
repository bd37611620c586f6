import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { cleanUp, tempDir } from "../kit/processes";
import { startBrowser } from "./browser";
import { type QuietPage, openQuietly } from "./quiet-page";

/** A page from a file, in Chromium. */
export interface PageInBrowser {
  /** The page that was opened last. */
  readonly page: Page;
  /** Opens the page; it is closed after the test, which fails if the browser complained or asked for anything. */
  open(options?: BrowserContextOptions, hash?: string): Promise<void>;
}

/** A browser of its own for the tests of a file; to be read once they run. @param content the page's HTML */
export function pageInBrowser(content: () => string | Promise<string>): PageInBrowser {
  let browser: Browser;
  let address: string;
  let opened: QuietPage;

  beforeAll(async () => {
    const file = join(tempDir("page-"), "page.html");
    writeFileSync(file, await content());
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
    get page() {
      return opened.page;
    },
    open: async (options = {}, hash = "") => {
      opened = await openQuietly(browser, `${address}${hash}`, options);
    },
  };
}
