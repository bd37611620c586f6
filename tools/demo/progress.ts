import pc from "picocolors";

const SYMBOLS = { ok: pc.green("ok"), failed: pc.red("FAILED"), note: pc.yellow("note") };

/** On a terminal a step's line is written over when it has ended; in a log each has a line of its own. */
const inPlace = process.stdout.isTTY === true;

/** The lines in which the demo tells what it does: whole lines only, so that a log reads like a terminal. */
export const progress = {
  heading(text: string): void {
    print(`\n${pc.bold(text)}`);
  },

  /** Says what begins, and how long it took when it has ended. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = Date.now();
    process.stdout.write(`  ${pc.dim("..")} ${what}${inPlace ? "" : "\n"}`);
    let symbol = SYMBOLS.failed;
    try {
      const result = await work();
      symbol = SYMBOLS.ok;
      return result;
    } finally {
      print(`${inPlace ? "\r\u001b[K" : ""}  ${symbol} ${what} ${pc.dim(`(${seconds(began)})`)}`);
    }
  },

  /** A claim and whether it holds. */
  verdict(holds: boolean, text: string): void {
    print(`  ${holds ? SYMBOLS.ok : SYMBOLS.failed} ${text}`);
  },

  note(text: string): void {
    print(`     ${SYMBOLS.note}: ${text}`);
  },

  text(text: string): void {
    print(text);
  },

  interrupted(): void {
    console.error(pc.yellow("\nStopped. Ending what was started and removing temporary files."));
  },

  /** One line of reason; above it, what the command that failed wrote. */
  failed(reason: string, output?: string): void {
    if (output) console.error(`\n${pc.dim(output.trimEnd())}`);
    console.error(`\n${pc.red("The demo failed:")} ${reason}`);
  },
};

/** Time since a moment, for people. */
export const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function print(line: string): void {
  console.log(line);
}
