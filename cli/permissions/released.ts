import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import type { Files } from "../registry/build/module-files";
import { moreThanReleased, permissionsGrew } from "./errors";
import { PROJECT_ROOT } from "../project";
import { differenceOf, differenceTable, isPatchOf } from "./difference";
import { type Grant, grantsOf } from "./grants";

/** The recorded grants of a module's last release. */
export interface Released {
  readonly version: string;
  readonly grants: readonly Grant[];
}

/** The file of a module's record, written by `npx tsx tools/data/released-permissions.ts`. */
export const releasedFile = (module: string): string =>
  join(PROJECT_ROOT, "cli", "permissions", "released", `${module}.json`);

/** The record of a module; undefined before its first release. */
export function releasedPermissions(module: string): Released | undefined {
  const file = releasedFile(module);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Released) : undefined;
}

/**
 * Refuses a build that grants more than the recorded release, unless it has a higher minor or major version.
 * Independent of where it is published.
 *
 * @throws CommandFailure with the changes as a table
 */
export function refuseMoreThanReleased(
  module: string,
  version: string,
  files: Files,
  released: Released | undefined = releasedPermissions(module),
): void {
  if (released === undefined) return;
  if (semver.lt(version, released.version) || !isPatchOf(version, released.version)) return;
  const grown = differenceOf(released.grants, grantsOf(files)).filter(({ grows }) => grows);
  if (grown.length === 0) return;
  const table = differenceTable(grown);
  throw version === released.version
    ? moreThanReleased(module, version, table)
    : permissionsGrew(module, released.version, version, table);
}
