import { relative } from "node:path";
import type { Suite } from "./suites";

/** What Jest's `--json` says of a test file; the parts that are read. https://jestjs.io/docs/cli#--json */
export interface JestResults {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: "passed" | "failed";
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
    }[];
  }[];
}

/** How many tests of a suite passed and failed; a file that could not run at all is one failure. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** What came of an engine. */
export interface Outcome {
  readonly engine: string;
  /** One for each suite; empty where the engine could not be had. */
  readonly counts: readonly Count[];
  /** Names of what failed. */
  readonly failures: readonly string[];
  readonly seconds: number;
  /** Why nothing ran. */
  readonly notRun?: string;
}

/** Counts Jest's results by suite. */
export function countsOf(
  { testResults }: JestResults,
  suites: readonly Suite[],
  project: string,
): Pick<Outcome, "counts" | "failures"> {
  const files = testResults.map((each) => {
    const failed = each.assertionResults.filter(({ status }) => status === "failed");
    const file = relative(project, each.name);
    const names = failed.map(({ fullName }) => `${file}: ${fullName}`);
    return {
      file,
      passed: each.assertionResults.filter(({ status }) => status === "passed").length,
      failures: each.status === "failed" && names.length === 0 ? [`${file} could not run`] : names,
    };
  });
  const counts = suites.map(({ path }) => {
    const own = files.filter(({ file }) => file.startsWith(path));
    return {
      passed: own.reduce((sum, { passed }) => sum + passed, 0),
      failed: own.reduce((sum, { failures }) => sum + failures.length, 0),
    };
  });
  return { counts, failures: files.flatMap(({ failures }) => failures) };
}

/** Whether an engine ran, and everything passed on it. */
export const isSound = ({ notRun, counts, failures }: Outcome): boolean =>
  notRun === undefined && failures.length === 0 && counts.some(({ passed }) => passed > 0);

/** Whether something ran on an engine and failed. */
export const hasFailed = (outcome: Outcome): boolean =>
  outcome.notRun === undefined && !isSound(outcome);
