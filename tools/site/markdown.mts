import { relative } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { diagram } from "./diagram.mts";
import { examplesOf } from "./examples.ts";
import { addressOf, resolveLink } from "./links.ts";
import { HOME, PROJECT, textOf } from "./pages.ts";
import { useRowAnchors } from "./rows.mts";

/** How the Markdown files, which are written for GitHub, become pages. */
export interface Rendering {
  /** Address of the repository; without it, links to what only the repository has become text. */
  readonly repository: string | undefined;
  /** Called with each file that a page links to and that has to be published beside the pages, and its address. */
  readonly publish: (file: string, href: string) => void;
}

/** What VitePress passes along with a text; a title of a page's front matter comes without. */
interface Env {
  readonly path?: string;
  /** The file, where the page has another path. */
  readonly realPath?: string;
}

const sourceOf = ({ realPath, path }: Env) => {
  const file = realPath ?? path;
  return file === undefined ? undefined : relative(PROJECT, file);
};

/** Teaches a renderer what this project's files need. */
export function useProject(md: MarkdownRenderer, rendering: Rendering): void {
  md.core.ruler.before("normalize", "project-additions", (state) => {
    const source = sourceOf(state.env as Env);
    if (source !== undefined) state.src = completed(source, state.src);
  });
  md.core.ruler.push("project-links", (state) => {
    const source = sourceOf(state.env as Env);
    if (source === undefined) return;
    for (const { children } of state.tokens)
      children?.forEach((token, index) => {
        const href = token.attrGet("href");
        if (token.type !== "link_open" || href === null || /^(#|[a-z]+:)/i.test(href)) return;
        const target = resolveLink(source, href);
        if (target.kind === "file") rendering.publish(target.file, target.href);
        const address = addressOf(target, rendering.repository);
        if (address !== undefined) return token.attrSet("href", address);
        const end = children.slice(index).find(({ type }) => type === "link_close")!;
        token.tag = end.tag = "span";
        token.attrs = [["title", "Only in the repository"]];
      });
  });
  useRowAnchors(md, (env) => sourceOf(env as Env)?.startsWith("modules/") ?? false);
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index]!;
    return info.trim() === "mermaid" ? diagram(content) : fence(tokens, index, ...rest);
  };
}

/** A text with what the site adds: a module's examples, and blocks of the README on the home page. */
function completed(source: string, text: string): string {
  if (source.startsWith("modules/")) return text + examplesOf(source);
  if (source !== HOME) return text;
  return text.replace(/^<!-- README: (.+) -->$/gm, (_, heading: string) => firstBlock(heading));
}

/** The first block of code below a heading of the README. */
function firstBlock(heading: string): string {
  const section = textOf("README.md")
    .split(/^#+ /m)
    .find((one) => one.startsWith(`${heading}\n`));
  const block = section === undefined ? undefined : /^```[^]*?^```$/m.exec(section)?.[0];
  if (block === undefined)
    throw new Error(`${HOME}: README.md has no block of code below the heading "${heading}".`);
  return block;
}
