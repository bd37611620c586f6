import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { addCommand } from "./add";
import { checkCommand } from "./check";
import { importCommand } from "./import";
import { renderCommand } from "./render";
import { schemaCommand } from "./schema";
import { fleetStatusCommand } from "./status";

/** `apono-connector fleet …` */
export const fleetCommand = (io: Io): Command =>
  new Command("fleet")
    .description(
      "Many connectors in one file: add, check, render for an engine, show their status.",
    )
    .addHelpText(
      "after",
      `
Examples:
  $ apono-connector fleet schema -o fleet.schema.json
  $ apono-connector fleet check
  $ apono-connector fleet add prod --stack ecs-connector
  $ apono-connector fleet import --dry-run
  $ apono-connector fleet render --engine github-actions
  $ apono-connector fleet status`,
    )
    .addCommand(addCommand(io))
    .addCommand(checkCommand(io))
    .addCommand(importCommand(io))
    .addCommand(renderCommand(io))
    .addCommand(schemaCommand(io))
    .addCommand(fleetStatusCommand(io));
