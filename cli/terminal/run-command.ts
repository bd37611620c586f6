import { type Command, CommanderError } from "commander";
import { withNpx } from "./npx-prefix";
import { CommandFailure, emptyWord } from "./errors";
import type { Io } from "./io";
import { systemFailure } from "./system-errors";

/**
 * Runs a command and reports errors.
 *
 * @param argv like `process.argv`: arguments start at index 2
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

/** Makes commander throw instead of exiting, and write to `io`, for every subcommand. */
function prepare(command: Command, io: Io): void {
  const line = (text: string) => withNpx(text.replace(/\n$/, ""), io.env);
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(line(text)),
      writeErr: (text) => io.note(line(text)),
    })
    .showHelpAfterError("(run with --help for usage)");
  for (const sub of command.commands) prepare(sub, io);
}

/** Rejects empty arguments and paths: an empty path would mean the working directory. Completion gets empty words. */
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
    // An empty message: findings are already printed.
    if (error.message !== "") io.note(withNpx(error.message, io.env));
    return error.exitCode;
  }
  // Invalid inputs, found while synthesizing a module.
  if (error instanceof Error && error.name === "ConfigurationError") {
    io.note(error.message);
    return 2;
  }
  const refusal = systemFailure(error);
  if (refusal !== undefined) {
    io.note(refusal);
    return 2;
  }
  // Anything else is a bug: print its stack trace. Not exit code 1, which means findings.
  io.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
