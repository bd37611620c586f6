import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** The project's own folder; every path of a file here is below it. */
export const PROJECT = resolve(__dirname, "..", "..");

/** The home page's source. */
export const HOME = "tools/site/home.md";

/** Pages that stand outside docs/ and modules/, or whose name is no address: source to page. */
const NAMED: Readonly<Record<string, string>> = {
  [HOME]: "index.md",
  "README.md": "start.md",
  "CHANGELOG.md": "changelog.md",
  "docs/CONTRIBUTING.md": "contributing.md",
};

/** Everything below the project that VitePress must not take for a page. */
export const NO_PAGES = [
  "!(README|CHANGELOG).md",
  "!(docs|modules|tools)/**/*",
  "modules/*/*/**",
  "tools/!(site)/**/*",
  "tools/site/!(home).md",
];

/** The page that a Markdown file becomes, such as `guides/ecs.md`. */
export function pageOf(source: string): string {
  const named = NAMED[source];
  if (named !== undefined) return named;
  return source
    .replace(/^docs\//, "")
    .replace(/^(modules\/[^/]+)\/README\.md$/, "$1.md")
    .replace(/(^|\/)README\.md$/, "$1index.md");
}

/** The Markdown files that become pages. */
export function pageSources(): string[] {
  const docs = readdirSync(join(PROJECT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`);
  const modules = readdirSync(join(PROJECT, "modules"))
    .map((name) => `modules/${name}/README.md`)
    .filter((file) => existsSync(join(PROJECT, file)));
  return [...new Set([...Object.keys(NAMED), ...docs, ...modules])].sort();
}

/** The text of a file. */
export const textOf = (file: string): string => readFileSync(join(PROJECT, file), "utf8");

/** Markdown in one line as plain text. */
export const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*\\]/g, "")
    .trim();

/** A page's title: its first heading, as plain text. */
export function titleOf(source: string): string {
  const heading = /^# (.+)$/m.exec(textOf(source))?.[1];
  if (heading === undefined) throw new Error(`${source} has no heading of the first level.`);
  return plain(heading);
}
