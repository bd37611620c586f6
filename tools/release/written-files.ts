import { basename } from "node:path";
import { releasedFile } from "../../cli/permissions/released";
import { MODULE_NAMES } from "../../modules/module-names";
import { permissionRecord } from "../data/permission-record";
import { withDate } from "./changelog";
import type { Git } from "./git";
import type { Release } from "./release";

/** Where the granted permissions of a module's last release are recorded, relative to the project. */
export const recordPath = (module: string): string =>
  `cli/permissions/released/${basename(releasedFile(module))}`;

/** What a release changes in the repository: contents by path. */
export function writtenFiles(git: Git, { version, date }: Release): ReadonlyMap<string, string> {
  const committed = (path: string) => git.fileAt("HEAD", path) ?? "";
  return new Map([
    ["package.json", withVersion(committed("package.json"), version)],
    ["package-lock.json", withVersion(committed("package-lock.json"), version)],
    ["CHANGELOG.md", withDate(committed("CHANGELOG.md"), version, date)],
    ...MODULE_NAMES.map((module): [string, string] => [
      recordPath(module),
      permissionRecord(module, version),
    ]),
  ]);
}

/** npm's files with another version. */
function withVersion(text: string, version: string): string {
  const content = JSON.parse(text) as {
    version: string;
    packages?: Record<string, { version?: string }>;
  };
  content.version = version;
  const root = content.packages?.[""];
  if (root !== undefined) root.version = version;
  return `${JSON.stringify(content, null, 2)}\n`;
}
