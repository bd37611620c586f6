import { type Command, CommanderError } from "commander";
import { CommandFailure } from "./errors";
import type { Io } from "./io";

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
  const line = (text: string) => text.replace(/\n$/, "");
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(line(text)),
      writeErr: (text) => io.note(line(text)),
    })
    .showHelpAfterError("(--help shows what there is)");
  for (const sub of command.commands) prepare(sub, io);
}

/** How to mend what the system refuses. */
const MENDS: Readonly<Record<string, string>> = {
  EACCES: "Choose another place, or have the rights to it changed.",
  EADDRINUSE: "The port is taken: give another with --port, or 0 for any.",
  EADDRNOTAVAIL: "This machine has no such address: give one of its own, such as 127.0.0.1.",
  EEXIST: "There is a file where a folder is needed: give a folder.",
  EISDIR: "That is a folder: give a file.",
  ENOENT: "There is no such file or folder: correct the path.",
  ENOTDIR: "There is a file where a folder is needed: give a folder.",
};

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandFailure) {
    // Findings have been told already.
    if (error.message !== "") io.note(error.message);
    return error.exitCode;
  }
  // Synthesizing a module tells its user's mistakes like this.
  if (error instanceof Error && error.name === "ConfigurationError") {
    io.note(error.message);
    return 1;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  // The system's own answers: a folder that can't be written, a port that is taken, …
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) {
    io.note(MENDS[code] === undefined ? message : `${message}. ${MENDS[code]}`);
    return 2;
  }
  // Anything else is a bug of ours and keeps its trace; 1 would say that there are findings.
  io.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
