import pc from "picocolors";

const SYMBOLS = { ok: pc.green("ok"), failed: pc.red("FAILED"), note: pc.yellow("note") };

/** On a terminal the line of a finished step replaces its first line; in a log both lines stay. */
const inPlace = process.stdout.isTTY === true;

/** Prints what the demo does, in whole lines, so that a log reads like a terminal. */
export const progress = {
  heading(text: string): void {
    print(`\n${pc.bold(text)}`);
  },

  /** Prints a step when it starts, and its result and duration when it ends. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const startedAt = Date.now();
    process.stdout.write(`  ${pc.dim("..")} ${what}${inPlace ? "" : "\n"}`);
    let symbol = SYMBOLS.failed;
    try {
      const result = await work();
      symbol = SYMBOLS.ok;
      return result;
    } finally {
      print(
        `${inPlace ? "\r\u001b[K" : ""}  ${symbol} ${what} ${pc.dim(`(${seconds(startedAt)})`)}`,
      );
    }
  },

  /** Prints a check and whether it passed. */
  verdict(passed: boolean, text: string): void {
    print(`  ${passed ? SYMBOLS.ok : SYMBOLS.failed} ${text}`);
  },

  note(text: string): void {
    print(`     ${SYMBOLS.note}: ${text}`);
  },

  text(text: string): void {
    print(text);
  },

  interrupted(): void {
    console.error(pc.yellow("\nInterrupted. Stopping the emulator and removing temporary files."));
  },

  /** Prints the failed command's output and, below it, the reason in one line. */
  failed(reason: string, output?: string): void {
    if (output) console.error(`\n${pc.dim(output.trimEnd())}`);
    console.error(`\n${pc.red("The demo failed:")} ${reason}`);
  },
};

/** Time since a start, for example "1.5 s". */
export const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function print(line: string): void {
  console.log(line);
}
