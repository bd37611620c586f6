import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { PROJECT } from "../kit/project-copy";
import { cleanUp, run, tempDir } from "../kit/processes";
import { startBrowser } from "./browser";
import { type QuietPage, openQuietly } from "./quiet-page";
import { type ServedFolder, serveFolder } from "./served-folder";

/** The documentation site, built once for the tests of a file, in Chromium. */
export interface BuiltSite {
  /** Where its files are. */
  readonly folder: string;
  /** Where it is served, with a slash at the end. */
  readonly address: string;
  /** Opens a page; it is closed after the test, which fails if the browser complained or asked another host. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Below this path it is built and served, as a project's site on GitHub Pages is. */
const BASE = "/apono-connector/";

/** The site; to be read once the tests run. */
export function builtSite(): BuiltSite {
  let browser: Browser;
  let server: ServedFolder;
  let folder: string;
  let opened: QuietPage | undefined;

  beforeAll(async () => {
    folder = tempDir("site-");
    await run("npm", ["run", "--silent", "docs:site"], {
      cwd: PROJECT,
      env: { ...process.env, DOCS_OUT: folder, DOCS_BASE: BASE, DOCS_REPOSITORY: "" },
      check: true,
    });
    server = await serveFolder(folder, BASE);
    browser = await startBrowser();
  }, 300_000);
  afterEach(async () => {
    expect(opened?.noise ?? []).toEqual([]);
    await opened?.page.context().close();
    opened = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    cleanUp();
  });

  return {
    get folder() {
      return folder;
    },
    get address() {
      return server.address;
    },
    open: async (path, options = {}) => {
      opened = await openQuietly(browser, `${server.address}${path}`, options);
      return opened.page;
    },
  };
}
