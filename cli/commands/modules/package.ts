import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { checkedVersion, chosenModules } from "../../registry/module-selection";
import { PACKAGES_FOLDER, moduleOption, versionOption } from "./options";

interface PackageOptions {
  readonly module?: readonly string[];
  readonly output: string;
  readonly as: string;
}

/** `modules package` */
export const packageCommand = (io: Io): Command =>
  new Command("package")
    .description("Build the modules and pack each into a .tar.gz, with checksums.")
    .addOption(moduleOption())
    .option("-o, --output <folder>", "folder for the packages", PACKAGES_FOLDER)
    .addOption(versionOption())
    .addHelpText(
      "after",
      `
Packages of other versions in the folder stay. Two runs give the same bytes. A patch version that grants more than the
previous version in the folder, or than the last release, is refused.

Examples:
  $ apono-connector modules package
  $ apono-connector modules package --as 1.1.0-rc.1
  $ (cd dist/packages && sha256sum --check SHA256SUMS)`,
    )
    .action(async ({ module, output, as }: PackageOptions) => {
      const [names, version] = [chosenModules(module), checkedVersion(as)];
      const { packageModules } = await import("../../registry/package/package-modules.ts");
      await packageModules(io, names, version, output);
    });
