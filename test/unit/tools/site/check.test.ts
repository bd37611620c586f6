import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brokenLinks } from "../../../../tools/site/check";
import { cleanUp, tempDir } from "../../../kit/processes";

afterAll(cleanUp);

/** What is wrong with a site below /docs/ that has these files. */
function faults(files: Readonly<Record<string, string>>): string[] {
  const folder = tempDir("site-");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return brokenLinks(folder, "/docs/");
}

const OTHER = { "other.html": `<h2 id="here" tabindex="-1">Here</h2>`, "a/index.html": "" };

it("finds nothing in links that lead somewhere", () => {
  const page = `<link rel="icon" href="/docs/logo.svg"><a class="x" href="/docs/other.html#here">x</a>
    <a href="#top">x</a><p id="top"></p><a href="/docs/a/">x</a><a href="other.html">x</a><a href="https://example.com/x">x</a>`;
  expect(faults({ "index.html": page, "logo.svg": "", ...OTHER })).toEqual([]);
});

it.each([
  [`<a href="/docs/gone.html">x</a>`, "/docs/gone.html leads to no file."],
  [`<a href="/docs/gone/">x</a>`, "/docs/gone/ leads to no file."],
  [
    `<a href="/docs/other.html#gone">x</a>`,
    "/docs/other.html#gone leads to no heading of other.html.",
  ],
  [`<a href="#gone">x</a>`, "#gone leads to no heading of index.html."],
  [`<a href="/other.html">x</a>`, "/other.html is not below /docs/."],
  [
    `<script src="https://example.com/x.js"></script>`,
    "https://example.com/x.js is on another host.",
  ],
  [`<link href="https://example.com/x.css">`, "https://example.com/x.css is on another host."],
])("finds the fault in %s", (page, fault) => {
  expect(faults({ "index.html": page, ...OTHER })).toEqual([`index.html: ${fault}`]);
});
