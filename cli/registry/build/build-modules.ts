import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../../modules/module-names";
import { foreignFolder } from "../errors";
import type { Io } from "../../terminal/io";
import { repositoryName } from "../module-selection";
import { refuseMoreThanReleased } from "../../permissions/released";
import { projectVersion } from "../../project";
import { moduleFiles } from "./module-files";
import { replaceFolder } from "./replace-folder";
import { writeFiles } from "./write-module";

/**
 * Builds modules from the sources, each into its own folder.
 *
 * @throws CommandFailure for a folder with other content, or if a module grants more than its last release
 */
export function buildModules(io: Io, names: readonly ModuleName[], output: string): void {
  for (const name of names) {
    const folder = join(output, repositoryName(name));
    io.progress(`building ${name}`);
    refuseForeign(folder);
    const files = moduleFiles(name);
    refuseMoreThanReleased(name, projectVersion(), files);
    // Files of an earlier build must not stay.
    replaceFolder(folder, (made) => writeFiles(files, made));
    io.print(`built ${folder}`);
  }
}

/** Only a built module may be replaced: anything else may be the user's work. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const held = readdirSync(folder);
  const isBuilt = held.includes("main.tf.json") && !held.includes(".git");
  if (held.length > 0 && !isBuilt) throw foreignFolder(folder);
}
