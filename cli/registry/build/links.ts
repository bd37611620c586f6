import { posix } from "node:path";

const LINK = /\[([^\]]*)\]\(([^()\s]+)\)/g;

/**
 * Adapts a document's relative links to a module's package: a link to a file in the package gets its path there, any
 * other becomes plain text.
 *
 * @param text Markdown
 * @param source the document's path in the project, with `/` separators
 * @param placed the package's documents: path in the project to path in the package
 */
export function rewriteLinks(
  text: string,
  source: string,
  placed: ReadonlyMap<string, string>,
): string {
  return text.replace(LINK, (link, label: string, target: string) => {
    if (/^([a-z][a-z0-9+.-]*:|#)/i.test(target)) return link;
    const [path = "", anchor] = target.split("#");
    const there = placed.get(posix.join(posix.dirname(source), path));
    if (there === undefined) return label;
    return `[${label}](${there}${anchor === undefined ? "" : `#${anchor}`})`;
  });
}
