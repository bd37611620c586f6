import type { MarkdownRenderer } from "vitepress";
import { slug } from "./slug.ts";

/**
 * Gives the rows of a module's tables an anchor each, such as `inputs-assignPublicIp`: of every row that begins with a name.
 */
export function useRowAnchors(md: MarkdownRenderer, applies: (env: unknown) => boolean): void {
  md.core.ruler.push("row-anchors", ({ tokens, env }) => {
    if (!applies(env)) return;
    let section = "";
    const seen = new Set<string>();
    tokens.forEach((token, index) => {
      if (token.type === "heading_open") section = slug(tokens[index + 1]!.content);
      const [cell, inline] = [tokens[index + 1], tokens[index + 2]];
      if (token.type !== "tr_open" || cell?.type !== "td_open") return;
      const name = /^`(\w[\w-]*)`$/.exec(inline!.content)?.[1];
      const id = `${section}-${name}`;
      if (name === undefined || seen.has(id)) return;
      seen.add(id);
      token.attrSet("id", id);
    });
  });
}

/** A page as the search reads it: each row with an anchor is a section, with the name as its title. */
export const rowsAsSections = (html: string): string =>
  html.replace(
    /<tr id="([^"]+)">\s*<td><code[^>]*>([^<]+)<\/code><\/td>([^]*?)<\/tr>/g,
    '<h3 id="$1">$2 <a href="#$1">#</a></h3>$3',
  );
