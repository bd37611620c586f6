import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { ModuleName } from "../../../modules";
import { moduleFiles } from "../../build/module-files";
import type { Io } from "../../io";
import { checkedVersion, chosenModules } from "../../names";
import { sha256 } from "../../package/archive";
import {
  CHECKSUMS,
  type ModulePackage,
  packModule,
  packageFile,
  readPackages,
  writePackages,
} from "../../package/packages";
import { refuseGrownPatch } from "../../permissions/difference";
import { refuseMoreThanReleased } from "../../permissions/released";
import { PACKAGES_FOLDER, moduleOption, versionOption } from "./options";

interface PackageOptions {
  readonly module?: readonly string[];
  readonly output: string;
  readonly as: string;
}

/** `modules package` */
export const packageCommand = (io: Io): Command =>
  new Command("package")
    .description("Build the modules and pack each into a .tar.gz, with checksums beside them.")
    .addOption(moduleOption())
    .option("-o, --output <folder>", "folder for the packages", PACKAGES_FOLDER)
    .addOption(versionOption())
    .addHelpText(
      "after",
      `
Packages of other versions in the folder stay, so that it can hold several to serve. Two runs give the same bytes. A
patch version that grants more than the version before in the folder, or than the last release, is refused.

Examples:
  $ apono-connector modules package
  $ apono-connector modules package --as 1.1.0-rc.1
  $ (cd dist/packages && sha256sum --check SHA256SUMS)`,
    )
    .action(async ({ module, output, as }: PackageOptions) => {
      await packageModules(io, chosenModules(module), checkedVersion(as), output);
    });

/**
 * Packs modules as the sources build them now, and writes the packages into a folder.
 *
 * @throws CommandFailure for a patch version that grants more than the version before in that folder, or the last release
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
