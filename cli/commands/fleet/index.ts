import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { checkCommand } from "./check";
import { schemaCommand } from "./schema";

/** `apono-connector fleet …` */
export const fleetCommand = (io: Io): Command =>
  new Command("fleet")
    .description("Check a fleet file: many connectors, in one file.")
    .addHelpText(
      "after",
      `
Examples:
  $ apono-connector fleet schema -o fleet.schema.json
  $ apono-connector fleet check`,
    )
    .addCommand(checkCommand(io))
    .addCommand(schemaCommand(io));
