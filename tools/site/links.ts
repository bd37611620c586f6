import { existsSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { PROJECT, pageOf, pageSources } from "./pages";

const PAGES: ReadonlySet<string> = new Set(pageSources());

/** Where a link of a Markdown file leads on the site. */
export type Target =
  /** A page, or a place in one. */
  | { readonly kind: "page"; readonly href: string }
  /** A file that is published beside the pages. */
  | { readonly kind: "file"; readonly file: string; readonly href: string }
  /** A file or folder of the repository that the site doesn't have. */
  | { readonly kind: "source"; readonly file: string };

/**
 * Resolves a relative link, which is written for GitHub.
 * @param source the Markdown file
 * @param href the link's address, percent-encoded or not
 * @throws if there is no such file
 */
export function resolveLink(source: string, href: string): Target {
  const [path = "", anchor] = decodeURI(href).split("#");
  const hash = anchor === undefined ? "" : `#${anchor}`;
  const file = path === "" ? source : posix.join(posix.dirname(source), path).replace(/\/$/, "");
  const onDisk = join(PROJECT, file);
  if (file.startsWith("..") || !existsSync(onDisk))
    throw new Error(`${source}: the link to ${href} leads nowhere. Correct or remove it.`);

  const page = [file, `${file}/README.md`].find((one) => PAGES.has(one));
  if (page !== undefined) return { kind: "page", href: `/${pageOf(page)}${hash}` };
  const examples = /^(modules\/[^/]+)\/examples$/.exec(file)?.[1];
  if (examples !== undefined)
    return { kind: "page", href: `/${pageOf(`${examples}/README.md`)}#examples` };
  if (file.startsWith("docs/") && statSync(onDisk).isFile())
    return { kind: "file", file, href: `/${file.replace(/^docs\//, "")}` };
  return { kind: "source", file };
}

/** The address of a target, or undefined if the site has nothing to link to. @param repository the repository's address */
export function addressOf(target: Target, repository: string | undefined): string | undefined {
  if (target.kind !== "source") return target.href;
  return repository === undefined ? undefined : `${repository}/blob/HEAD/${target.file}`;
}
