import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/** A command to time. */
export interface Command {
  /** How the table names it. */
  readonly name: string;
  readonly argv: readonly [program: string, ...args: string[]];
  readonly cwd: string;
}

/** Two commands that are compared. */
export interface Comparison {
  readonly subject: Command;
  readonly reference: Command;
  /** The most that the subject may take, in times of the reference. @default - as long as it takes */
  readonly target?: number;
  /** What it may take beside that, in milliseconds. @default 0 */
  readonly plusMs?: number;
}

/** What came of a comparison; times in milliseconds. */
export interface Outcome extends Comparison {
  readonly subjectMs: number;
  readonly referenceMs: number;
  /** Median of the pairs' ratios: a machine that is busy for a while slows both of a pair. */
  readonly ratio: number;
}

/** Runs a command once. @returns its wall time in milliseconds @throws Error when it fails */
export function time(command: Command, env: NodeJS.ProcessEnv): number {
  const [program, ...args] = command.argv;
  const start = performance.now();
  const run = spawnSync(program, args, { cwd: command.cwd, env, encoding: "utf8" });
  const took = performance.now() - start;
  if (run.status !== 0) {
    throw new Error(
      `${command.name} failed (${run.error?.message ?? `exit ${run.status}`}):\n${run.stdout}${run.stderr}`,
    );
  }
  return took;
}

/** Times both commands in turn, the one that goes first changing from pair to pair; one pair before to warm caches. */
export function compare(
  comparison: Comparison,
  runs: number,
  env: NodeJS.ProcessEnv,
  onPair: (done: number) => void,
): Outcome {
  const { subject, reference } = comparison;
  time(reference, env);
  time(subject, env);
  const pairs = Array.from({ length: runs }, (_, index) => {
    const subjectFirst = index % 2 === 0;
    const first = time(subjectFirst ? subject : reference, env);
    const second = time(subjectFirst ? reference : subject, env);
    onPair(index + 1);
    return subjectFirst
      ? { subject: first, reference: second }
      : { subject: second, reference: first };
  });
  return {
    ...comparison,
    subjectMs: median(pairs.map((pair) => pair.subject)),
    referenceMs: median(pairs.map((pair) => pair.reference)),
    ratio: median(pairs.map((pair) => pair.subject / pair.reference)),
  };
}

/** Whether a comparison came out as it should. */
export const isMet = ({
  ratio,
  subjectMs,
  referenceMs,
  target = Infinity,
  plusMs,
}: Outcome): boolean =>
  plusMs === undefined ? ratio <= target : subjectMs <= referenceMs * target + plusMs;

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
