import { join } from "node:path";
import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { chosenModules } from "../../registry/module-selection";
import { projectVersion } from "../../project";
import { moduleOption } from "./options";

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
      // Loaded only now: the constructs bring cdktf with them.
      const { buildModules } = await import("../../registry/build/build-modules.ts");
      buildModules(io, names, output);
      if (!alsoPackage) return;
      const { packageModules } = await import("../../registry/package/package-modules.ts");
      await packageModules(io, names, projectVersion(), join(output, "packages"));
    });
