import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { buildCommand } from "./build";
import { packageCommand } from "./package";
import { permissionChangesCommand } from "./permission-changes";
import { publishCommand } from "./publish";
import { serveCommand } from "./serve";
import { suffixCommand } from "./suffix";

/** `apono-connector modules …` */
export const modulesCommand = (io: Io): Command =>
  new Command("modules")
    .description("Build, package, publish and serve the Terraform modules.")
    .addHelpText(
      "after",
      `
Examples:
  $ apono-connector modules build
  $ apono-connector modules package
  $ apono-connector modules publish folder /mnt/terraform-modules
  $ apono-connector modules serve`,
    )
    .addCommand(buildCommand(io))
    .addCommand(packageCommand(io))
    .addCommand(publishCommand(io))
    .addCommand(serveCommand(io))
    .addCommand(permissionChangesCommand(io))
    .addCommand(suffixCommand(io));
