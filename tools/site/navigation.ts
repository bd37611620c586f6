import { posix } from "node:path";
import type { DefaultTheme } from "vitepress";
import { pageOf, pageSources, plain, textOf, titleOf } from "./pages";

type Item = DefaultTheme.SidebarItem;

const GUIDES = "docs/guides/README.md";
const RULES = "docs/rules/README.md";
const DECISIONS = "docs/adr/README.md";

/** VitePress puts the text of an item into the page as HTML. */
const text = (markdown: string) => plain(markdown).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const link = (source: string) => `/${pageOf(source)}`;

/** The pages that an index lists in its tables, below each of its headings. */
function groupsOf(index: string): { readonly heading: string; readonly items: Item[] }[] {
  return textOf(index)
    .split(/^#+ /m)
    .slice(1)
    .map((section) => ({
      heading: text(section.split("\n", 1)[0]!),
      items: [...section.matchAll(/^\|(?: (\d+) +\|)? \[(.+?)\]\(([^)\s#]+\.md)\) +\|/gm)].map(
        ([, number, title, to]) => ({
          text: number === undefined ? text(title!) : `${number}. ${text(title!)}`,
          link: link(posix.join(posix.dirname(index), to!)),
        }),
      ),
    }))
    .filter(({ items }) => items.length > 0);
}

/** A part of the site of its own: its index, then the pages that the index lists. */
const partOf = (index: string): Item[] => [
  {
    text: text(titleOf(index)),
    link: link(index),
    items: groupsOf(index).flatMap(({ items }) => items),
  },
];

const modules = (): { text: string; link: string }[] =>
  pageSources()
    .filter((source) => source.startsWith("modules/"))
    .map((source) => ({ text: source.split("/")[1]!, link: link(source) }));

/** Pages about the project itself. */
const project = (): { text: string; link: string }[] =>
  ["CHANGELOG.md", "docs/CONTRIBUTING.md"].map((source) => ({
    text: text(titleOf(source)),
    link: link(source),
  }));

/** The bar at the top. */
export const navigation = (version: string): DefaultTheme.NavItem[] => [
  { text: "Start", link: link("README.md") },
  { text: "Guides", link: link(GUIDES) },
  { text: "Modules", items: modules() },
  { text: "Rules", link: link(RULES) },
  { text: "Decisions", link: link(DECISIONS) },
  { text: version, items: project() },
];

/** The bar at the side, by the part of the site that it stands beside. */
export const sidebars = (): DefaultTheme.SidebarMulti => ({
  "/": [
    {
      text: "Start",
      items: [
        { text: "First deployment", link: link("README.md") },
        { text: "All guides", link: link(GUIDES) },
      ],
    },
    ...groupsOf(GUIDES).map(({ heading, items }) => ({ text: heading, items })),
    { text: "Modules", items: modules() },
    { text: "Project", items: project() },
  ],
  "/rules/": partOf(RULES),
  "/adr/": partOf(DECISIONS),
});
