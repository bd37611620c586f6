import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ORIGIN = "http://site.invalid";

/** What a page of the built site has and asks for. */
interface Page {
  readonly anchors: ReadonlySet<string>;
  /** Values of `href` and `src`. */
  readonly links: readonly { readonly tag: string; readonly to: string }[];
}

/**
 * Links of a built site that lead to no file or no place in a page, and files that it asks another host for.
 * @param folder the built site
 * @param base path below which it is served
 */
export function brokenLinks(folder: string, base: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pages = new Map(
    files
      .filter((file) => file.endsWith(".html"))
      .map((file) => [file, pageOf(readFileSync(join(folder, file), "utf8"))]),
  );

  const faultOf = (from: string, { tag, to }: Page["links"][number]): string | undefined => {
    const { origin, pathname, hash, protocol } = new URL(to, `${ORIGIN}${base}${from}`);
    if (origin !== ORIGIN)
      return tag === "a" || protocol === "data:" ? undefined : "is on another host";
    if (!pathname.startsWith(base)) return `is not below ${base}`;
    const file = decodeURI(pathname)
      .slice(base.length)
      .replace(/(^|\/)$/, "$1index.html");
    if (!files.includes(file)) return "leads to no file";
    const anchors = pages.get(file)?.anchors;
    const anchor = decodeURIComponent(hash.slice(1));
    return anchor === "" || anchors === undefined || anchors.has(anchor)
      ? undefined
      : `leads to no heading of ${file}`;
  };
  return [...pages].flatMap(([from, { links }]) =>
    links.flatMap((link) => {
      const fault = faultOf(from, link);
      return fault === undefined ? [] : [`${from}: ${link.to} ${fault}.`];
    }),
  );
}

/** Vue escapes < and > in texts and attributes, so that each one here belongs to a tag. */
function pageOf(html: string): Page {
  const tags = [...html.matchAll(/<([a-z][\w-]*)\s[^<>]*>/g)].map(([tag, name]) => ({
    tag: name!,
    attributes: [...tag.matchAll(/\s(id|href|src)="([^"]*)"/g)].map(
      ([, attribute, value]) => [attribute!, value!.replaceAll("&amp;", "&")] as const,
    ),
  }));
  return {
    anchors: new Set(
      tags.flatMap(({ attributes }) =>
        attributes.filter(([name]) => name === "id").map(([, id]) => id),
      ),
    ),
    links: tags.flatMap(({ tag, attributes }) =>
      attributes.filter(([name]) => name !== "id").map(([, to]) => ({ tag, to })),
    ),
  };
}
