import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's root folder, found from the sources or the bundle below it. */
export const PROJECT_ROOT = findRoot(__dirname);

/** The project's version. All modules are published with it. */
export const projectVersion = (): string =>
  (JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string })
    .version;

function findRoot(folder: string): string {
  if (existsSync(join(folder, "cdktf.json"))) return folder;
  return findRoot(dirname(folder));
}
