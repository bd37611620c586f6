import { join } from "node:path";
import { type RunOptions, type RunResult, run } from "./processes";

/** What to type in a terminal. */
export interface Answer {
  /** Text that the terminal shows first, after what the answer before waited for. */
  readonly after: string;
  /** One after another, each as a terminal sends it. */
  readonly keys: readonly string[];
  /** Text that shows that the keys were taken; until then they are typed again every five seconds. */
  readonly until: string;
}

/** Keys as a terminal sends them. */
export const KEY = { enter: "\r" } as const;

/** Runs a command in a terminal, and types answers; standard output is all that the terminal shows. */
export const runInTerminal = (
  command: string,
  args: readonly string[],
  answers: readonly Answer[],
  options: RunOptions,
): Promise<RunResult> =>
  run(
    "python3",
    [join(__dirname, "terminal.py"), JSON.stringify(answers), command, ...args],
    options,
  );
