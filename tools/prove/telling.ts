import { colours } from "../../cli/terminal/colours";
import type { Io } from "../../cli/terminal/io";
import type { Outcome, Step, Verdict } from "./step";

const COLOURED: Readonly<Record<Verdict, string>> = {
  PASS: colours.green("PASS"),
  FAIL: colours.red("FAIL"),
  "COULD NOT TELL": colours.yellow("COULD NOT TELL"),
};

/** Says what is looked at next, and what must be seen. */
export function tellStep(io: Io, { id, title, expected }: Step<never>, number: number): void {
  io.print("");
  io.print(`${number}. ${colours.bold(title)} ${colours.dim(`(${id})`)}`);
  io.print(`   expected: ${expected}`);
}

/** Says what was seen. */
export function tellOutcome(io: Io, { verdict, seen, seconds }: Outcome): void {
  io.print(`   seen:     ${seen}`);
  io.print(`   ${COLOURED[verdict]} ${colours.dim(`(${seconds} s)`)}`);
}

/** "3 PASS, 1 FAIL, 0 COULD NOT TELL" */
export function tellCounts(io: Io, counts: Readonly<Record<Verdict, number>>): void {
  io.print("");
  io.print(
    Object.entries(counts)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(", ") + ".",
  );
}
