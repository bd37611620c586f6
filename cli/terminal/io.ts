import { colours } from "./colours";
import { collectWithin } from "../files/read-within";
import { systemFailure } from "./system-errors";

/** What standard input is called in messages. */
export const INPUT = "Standard input";

/** Where a command writes to and reads from; a test gives its own. */
export interface Io {
  /** A line of the command's result. */
  print(line: string): void;
  /** A line for whoever watches, apart from the result. */
  note(line: string): void;
  /** What goes on right now; shown on a terminal only, and written over by the next. */
  progress(what: string): void;
  /** Columns of the terminal that results go to, else those that COLUMNS says, else 80. @default - no limit */
  readonly width?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. @throws CommandFailure for input without end */
  input(): Promise<string>;
}

/**
 * The process's own streams.
 *
 * @param onClosed what to do when nobody reads the result any more. @default - the process ends
 */
export function processIo(onClosed: () => void = () => process.exit()): Io {
  // Whoever reads may have had enough, such as head: no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      process.exitCode = 2;
      console.error(`The result could not be written. ${systemFailure(error) ?? error.message}`);
    }
    onClosed();
  });
  // Nobody is there to be told; the exit code still says how it went.
  process.stderr.on("error", () => undefined);
  const inPlace =
    process.stderr.isTTY === true &&
    process.env["CI"] === undefined &&
    process.env["TERM"] !== "dumb";
  const clear = () => (inPlace ? "\r\u001b[K" : "");
  return {
    print: (line) => {
      process.stderr.write(clear());
      process.stdout.write(`${line}\n`);
    },
    note: (line) => process.stderr.write(`${clear()}${line}\n`),
    progress: (what) => {
      if (inPlace) process.stderr.write(`${clear()}${what === "" ? "" : colours.dim(`… ${what}`)}`);
    },
    width: process.stdout.columns || Number(process.env["COLUMNS"]) || 80,
    env: process.env,
    input: async () => (await collectWithin(process.stdin, INPUT)).toString("utf8"),
  };
}
