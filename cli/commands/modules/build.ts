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
    .description("Build each module, as it is published, into its own folder.")
    .addOption(moduleOption())
    .option(
      "-o, --output <folder>",
      "parent folder of the modules' folders; existing builds are replaced",
      "dist",
    )
    .option("--package", "also package them, into <output>/packages")
    .addHelpText(
      "after",
      `
A build that grants more than the last release is refused until package.json has a higher minor or major version.

Examples:
  $ apono-connector modules build
  $ apono-connector modules build --module ecs-connector --output /tmp/modules`,
    )
    .action(async ({ module, output, package: alsoPackage }: BuildOptions) => {
      const names = chosenModules(module);
      // Loaded on demand: the constructs load cdktf.
      const { buildModules } = await import("../../registry/build/build-modules.ts");
      buildModules(io, names, output);
      if (!alsoPackage) return;
      const { packageModules } = await import("../../registry/package/package-modules.ts");
      await packageModules(io, names, projectVersion(), join(output, "packages"));
    });
