/**
 * Builds the documentation site, and fails where a link leads nowhere: `npm run docs:site [-- --serve]`.
 *
 * The environment's DOCS_OUT, DOCS_BASE and DOCS_REPOSITORY are described in .vitepress/config.mts.
 */
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { brokenLinks } from "./check";
import { PROJECT } from "./pages";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { serve: { type: "boolean", default: false } } });
  const root = join(PROJECT, "tools", "site");
  let built = { outDir: "", base: "" };

  const { build, serve } = await import("vitepress");
  await build(root, {
    onAfterConfigResolve: (config) => {
      built = { outDir: config.outDir, base: config.site.base };
      // Two builds at once don't disturb each other, and none leaves a file among the sources.
      config.tempDir = join(config.cacheDir, `temp-${process.pid}`);
    },
  });

  const broken = brokenLinks(built.outDir, built.base);
  if (broken.length > 0)
    throw new Error(`Broken links:\n${broken.map((one) => `  ${one}`).join("\n")}`);
  console.log(`The site is in ${relative(process.cwd(), built.outDir)}.`);
  if (values.serve) await serve({ root });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
