import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { moduleFiles } from "../../build/module-files";
import { writeFiles } from "../../build/write-module";
import { foreignFolder } from "../../errors";
import type { Io } from "../../io";
import { chosenModules, repositoryName } from "../../names";
import { refuseMoreThanReleased } from "../../permissions/released";
import { projectVersion } from "../../project";
import { moduleOption } from "./options";
import { packageModules } from "./package";

interface BuildOptions {
  readonly module?: readonly string[];
  readonly output: string;
  readonly package?: boolean;
}

/** `modules build` */
export const buildCommand = (io: Io): Command =>
  new Command("build")
    .description("Write each module as it is published into a folder of its own.")
    .addOption(moduleOption())
    .option(
      "-o, --output <folder>",
      "folder that the modules' folders are made in; those that are there are replaced",
      "dist",
    )
    .option("--package", "package them too, into <output>/packages")
    .addHelpText(
      "after",
      `
A build that grants more than the last release is refused until the version in package.json is a higher minor or major one.

Examples:
  $ apono-connector modules build
  $ apono-connector modules build --module ecs-connector --output /tmp/modules`,
    )
    .action(async ({ module, output, package: alsoPackage }: BuildOptions) => {
      const names = chosenModules(module);
      for (const name of names) {
        const folder = join(output, repositoryName(name));
        io.progress(`building ${name}`);
        refuseForeign(folder);
        const files = moduleFiles(name);
        refuseMoreThanReleased(name, projectVersion(), files);
        // What an earlier version of the module had must not stay.
        rmSync(folder, { recursive: true, force: true });
        writeFiles(files, folder);
        io.print(`built ${folder}`);
      }
      if (alsoPackage) await packageModules(io, names, projectVersion(), join(output, "packages"));
    });

/** A built module is replaced; anything else in its place is somebody's work. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const held = readdirSync(folder);
  const isBuilt = held.includes("main.tf.json") && !held.includes(".git");
  if (held.length > 0 && !isBuilt) throw foreignFolder(folder);
}
