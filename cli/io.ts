import { colours } from "./colours";

/** Where a command writes to and reads from; a test gives its own. */
export interface Io {
  /** A line of the command's result. */
  print(line: string): void;
  /** A line for whoever watches, apart from the result. */
  note(line: string): void;
  /** What goes on right now; shown on a terminal only, and written over by the next. */
  progress(what: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  input(): Promise<string>;
}

/** The process's own streams. */
export function processIo(): Io {
  // Whoever reads may have had enough, such as head: no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      process.exitCode = 2;
      console.error(`The result could not be written: ${error.message}.`);
    }
    process.exit();
  });
  // Nobody is there to be told; the exit code still says how it went.
  process.stderr.on("error", () => undefined);
  const inPlace = process.stderr.isTTY === true && process.env["CI"] === undefined;
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
    env: process.env,
    input: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(part as Buffer);
      return Buffer.concat(parts).toString("utf8");
    },
  };
}
