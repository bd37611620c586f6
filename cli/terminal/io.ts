import { colours } from "./colours";
import { collectWithin } from "../files/read-within";
import { systemFailure } from "./system-errors";

/** What standard input is called in messages. */
export const INPUT = "Standard input";

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A command's input and output; tests pass their own. */
export interface Io {
  /** Prints a line of the result, to standard output. */
  print(line: string): void;
  /** Prints a message for the user, to standard error. */
  note(line: string): void;
  /** Shows the current step, on a terminal only; the next one overwrites it. */
  progress(what: string): void;
  /** Columns of the output: the terminal's, or COLUMNS, or 80. @default - no limit */
  readonly width?: number;
  readonly env: Env;
  /** Reads all of standard input. @throws CommandFailure for endless input */
  input(): Promise<string>;
}

/**
 * The process's own streams.
 *
 * @param onClosed called when the reader has closed the pipe. Default: ends the process
 */
export function processIo(onClosed: () => void = () => process.exit()): Io {
  // EPIPE: the reader closed the pipe, such as head.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      process.exitCode = 2;
      console.error(`Can't write the result. ${systemFailure(error) ?? error.message}`);
    }
    onClosed();
  });
  // Standard error is closed; the exit code still shows the outcome.
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
