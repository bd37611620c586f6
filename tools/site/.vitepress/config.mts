import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig } from "vitepress";
import { useProject } from "../markdown.mts";
import { navigation, sidebars } from "../navigation.ts";
import { NO_PAGES, PROJECT, pageOf, titleOf } from "../pages.ts";
import { rowsAsSections } from "../rows.mts";
import { slug } from "../slug.ts";

const { version, description } = JSON.parse(
  readFileSync(join(PROJECT, "package.json"), "utf8"),
) as { version: string; description: string };

/** Folder that the site is built into. */
const outDir = resolve(process.env.DOCS_OUT || join(PROJECT, "dist", "site"));
/** Path below which the site is served, such as `/apono-connector/` for the GitHub page of a project. */
const base = process.env.DOCS_BASE || "/";
/** Address of the repository on GitHub, for links to sources and for editing. */
const repository = process.env.DOCS_REPOSITORY || undefined;

/** Files that are published beside the pages: file to address. */
const published = new Map<string, string>();

export default defineConfig({
  lang: "en",
  title: titleOf("README.md"),
  description,
  base,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${base}logo.svg` }]],
  srcDir: PROJECT,
  srcExclude: NO_PAGES,
  rewrites: pageOf,
  outDir,
  cacheDir: join(PROJECT, "node_modules", ".cache", "site"),
  markdown: {
    // What GitHub shows as it is written stays so.
    attrs: { disable: true },
    emoji: { shortcuts: {} },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify: slug },
    config: (md) =>
      useProject(md, { repository, publish: (file, href) => published.set(file, href) }),
  },
  themeConfig: {
    logo: "/logo.svg",
    siteTitle: "Apono connector",
    nav: navigation(version),
    sidebar: sidebars(),
    outline: { level: [2, 3], label: "On this page" },
    search: {
      provider: "local",
      options: { _render: (text, env, md) => rowsAsSections(md.render(text, env)) },
    },
    footer: { message: "Licensed under Apache 2.0" },
    externalLinkIcon: true,
    ...(repository !== undefined && {
      editLink: { pattern: `${repository}/edit/HEAD/:path`, text: "Edit this page" },
      socialLinks: [{ icon: "github", link: repository }],
    }),
  },
  vite: {
    publicDir: join(PROJECT, "tools", "site", "public"),
    // Vite's own target is one that this project's esbuild no longer compiles down to.
    build: { target: "es2022" },
  },
  buildEnd: () => {
    for (const [file, href] of published) cpSync(join(PROJECT, file), join(outDir, href));
  },
});
