import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's root folder, found from the sources or the bundle below it. */
export const PROJECT_ROOT = findRoot(__dirname);

/** Whether this is a checkout, with the stacks, or the npm package, which has the command and the modules only. */
export const isCheckout = (): boolean => existsSync(join(PROJECT_ROOT, "main.ts"));

/** The project's version. All modules are published with it. */
export const projectVersion = (): string =>
  (JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string })
    .version;

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  return findRoot(dirname(folder));
}
