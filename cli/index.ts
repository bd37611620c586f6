import { Command } from "commander";
import { completeCommand } from "./commands/complete";
import { doctorCommand } from "./commands/doctor";
import { fleetCommand } from "./commands/fleet";
import { modulesCommand } from "./commands/modules";
import { permissionsCommand } from "./commands/permissions";
import { statusCommand } from "./commands/status";
import { validateCommand } from "./commands/validate";
import { type Io, processIo } from "./terminal/io";
import { projectVersion } from "./project";
import { runCommand } from "./terminal/run-command";

const AFTER_HELP = `
Exit codes: 0 success, 1 refused or failed, 2 could not run (invalid usage, something missing).

Examples:
  $ apono-connector doctor --subnet subnet-0123456789abcdef0
  $ apono-connector status --wait
  $ apono-connector validate infrastructure/
  $ apono-connector permissions --format html -o permissions.html
  $ apono-connector fleet check
  $ apono-connector modules build
  $ source <(apono-connector complete bash)`;

/** The whole command line. */
export function program(io: Io): Command {
  return (
    new Command("apono-connector")
      .description("Terraform modules for the Apono connector on AWS.")
      .version(projectVersion())
      .addHelpText("after", AFTER_HELP)
      // Allows a command and its subcommand to have an option of the same name.
      .enablePositionalOptions()
      .addCommand(doctorCommand(io))
      .addCommand(statusCommand(io))
      .addCommand(validateCommand(io))
      .addCommand(permissionsCommand(io))
      .addCommand(fleetCommand(io))
      .addCommand(modulesCommand(io))
      .addCommand(completeCommand(io, () => program(io)))
  );
}

/**
 * Runs a command line.
 *
 * @param argv like `process.argv`: arguments start at index 2
 * @returns the exit code
 */
export const main = (argv: readonly string[], io: Io = processIo()): Promise<number> =>
  runCommand(program(io), argv, io);
