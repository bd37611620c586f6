import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../../modules/names";
import { foreignFolder } from "../errors";
import type { Io } from "../../terminal/io";
import { repositoryName } from "../module-selection";
import { refuseMoreThanReleased } from "../../permissions/released";
import { projectVersion } from "../../project";
import { moduleFiles } from "./module-files";
import { replaceFolder } from "./replace-folder";
import { writeFiles } from "./write-module";

/**
 * Writes modules as the sources build them now, each into a folder of its own.
 *
 * @throws CommandFailure for a folder that holds something else, or more permissions than the last release granted
 */
export function buildModules(io: Io, names: readonly ModuleName[], output: string): void {
  for (const name of names) {
    const folder = join(output, repositoryName(name));
    io.progress(`building ${name}`);
    refuseForeign(folder);
    const files = moduleFiles(name);
    refuseMoreThanReleased(name, projectVersion(), files);
    // What an earlier version of the module had must not stay.
    replaceFolder(folder, (made) => writeFiles(files, made));
    io.print(`built ${folder}`);
  }
}

/** A built module is replaced; anything else in its place is somebody's work. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const held = readdirSync(folder);
  const isBuilt = held.includes("main.tf.json") && !held.includes(".git");
  if (held.length > 0 && !isBuilt) throw foreignFolder(folder);
}
