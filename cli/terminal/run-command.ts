import { type Command, CommanderError } from "commander";
import { withNpx } from "./npx-prefix";
import { CommandFailure, emptyWord } from "./errors";
import type { Io } from "./io";
import { systemFailure } from "./system-errors";

/**
 * Runs a command to its end, and says what went wrong.
 *
 * @param argv like `process.argv`: the arguments begin at the third
 * @returns the exit code
 */
export async function runCommand(
  command: Command,
  argv: readonly string[],
  io: Io,
): Promise<number> {
  prepare(command, io);
  command.hook("preAction", (_, running) => refuseEmpty(running));
  try {
    await command.parseAsync([...argv]);
    return 0;
  } catch (error) {
    io.progress("");
    return explain(error, io);
  }
}

/** Throws instead of ending the process, and writes where the rest writes; for every subcommand, however deep. */
function prepare(command: Command, io: Io): void {
  const line = (text: string) => withNpx(text.replace(/\n$/, ""), io.env);
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(line(text)),
      writeErr: (text) => io.note(line(text)),
    })
    .showHelpAfterError("(--help shows what there is)");
  for (const sub of command.commands) prepare(sub, io);
}

/** An empty path would count for the folder where one is. What is completed may be empty yet. */
function refuseEmpty(command: Command): void {
  if (command.name() === "complete") return;
  if (command.args.includes("")) throw emptyWord("An argument");
  for (const option of command.options)
    if (
      /<(folder|file)>/.test(option.flags) &&
      command.getOptionValue(option.attributeName()) === ""
    )
      throw emptyWord(option.long ?? option.flags);
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandFailure) {
    // Findings have been told already.
    if (error.message !== "") io.note(withNpx(error.message, io.env));
    return error.exitCode;
  }
  // Synthesizing a module tells its user's mistakes like this.
  if (error instanceof Error && error.name === "ConfigurationError") {
    io.note(error.message);
    return 1;
  }
  const refusal = systemFailure(error);
  if (refusal !== undefined) {
    io.note(refusal);
    return 2;
  }
  // Anything else is a bug of ours and keeps its trace; 1 would say that there are findings.
  io.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
