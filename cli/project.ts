import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's root: the same for the sources and for the bundle, which lies somewhere below it. */
export const PROJECT_ROOT = findRoot(__dirname);

/** The one version of the project, which all modules are published with. */
export const projectVersion = (): string =>
  (JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string })
    .version;

function findRoot(folder: string): string {
  if (existsSync(join(folder, "cdktf.json"))) return folder;
  return findRoot(dirname(folder));
}
