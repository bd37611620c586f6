import { posix } from "node:path";

const LINK = /\[([^\]]*)\]\(([^()\s]+)\)/g;

/**
 * Makes a document of the project fit for a module's package, where few of the project's other files are: a relative
 * link leads to where its target is in the package, or becomes plain text where the target isn't there.
 *
 * @param text Markdown
 * @param source the document's path in the project, with `/`
 * @param placed paths in the project to paths in the package, of all documents that are in it
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
