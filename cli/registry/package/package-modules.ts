import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../../modules/module-names";
import { moduleFiles } from "../build/module-files";
import type { Io } from "../../terminal/io";
import { refuseGrownPatch } from "../../permissions/difference";
import { refuseMoreThanReleased } from "../../permissions/released";
import { sha256 } from "./archive";
import {
  CHECKSUMS,
  type ModulePackage,
  packModule,
  packageFile,
  readPackages,
  writePackages,
} from "./packages";

/**
 * Builds modules from the sources and writes their packages into a folder.
 *
 * @throws CommandFailure for a patch version that grants more than the previous version in that folder, or than the
 * last release
 */
export async function packageModules(
  io: Io,
  names: readonly ModuleName[],
  version: string,
  folder: string,
): Promise<void> {
  const others = existsSync(join(folder, CHECKSUMS)) ? await readPackages(folder) : [];
  const packages: ModulePackage[] = [];
  for (const name of names) {
    io.progress(`packing ${name}`);
    const files = moduleFiles(name);
    refuseMoreThanReleased(name, version, files);
    const candidate = await packModule(name, version, files);
    refuseGrownPatch(
      candidate,
      others.filter((each) => each.module === name && each.version !== version),
    );
    packages.push(candidate);
  }
  writePackages(packages, folder);
  for (const each of packages) {
    io.print(`packed ${join(folder, packageFile(each))}  ${sha256(each.archive)}`);
  }
}
