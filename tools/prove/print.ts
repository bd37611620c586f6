import { colours } from "../../cli/terminal/colours";
import type { Io } from "../../cli/terminal/io";
import type { Outcome, Step, Verdict } from "./step";

const COLOURED: Readonly<Record<Verdict, string>> = {
  PASS: colours.green("PASS"),
  FAIL: colours.red("FAIL"),
  UNKNOWN: colours.yellow("UNKNOWN"),
};

/** Prints a step before it runs. */
export function printStep(io: Io, { id, title, expected }: Step<never>, number: number): void {
  io.print("");
  io.print(`${number}. ${colours.bold(title)} ${colours.dim(`(${id})`)}`);
  io.print(`   expected: ${expected}`);
}

/** Prints what a step saw, and its verdict. */
export function printOutcome(io: Io, { verdict, seen, seconds }: Outcome): void {
  io.print(`   seen:     ${seen}`);
  io.print(`   ${COLOURED[verdict]} ${colours.dim(`(${seconds} s)`)}`);
}

/** Prints "3 PASS, 1 FAIL, 0 UNKNOWN." */
export function printCounts(io: Io, counts: Readonly<Record<Verdict, number>>): void {
  io.print("");
  io.print(
    Object.entries(counts)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(", ") + ".",
  );
}
