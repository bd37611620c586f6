/** The result of a step. What could not be checked is UNKNOWN, never PASS. */
export const VERDICTS = ["PASS", "FAIL", "UNKNOWN"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a step saw. */
export interface Seen {
  readonly verdict: Verdict;
  /** One or more sentences; for UNKNOWN, the reason. */
  readonly seen: string;
}

export const pass = (seen: string): Seen => ({ verdict: "PASS", seen });
export const fail = (seen: string): Seen => ({ verdict: "FAIL", seen });
export const unknown = (seen: string): Seen => ({ verdict: "UNKNOWN", seen });

/** One check of a run. */
export interface Step<Context> {
  /** Lowercase letters and hyphens. Part of the report's format: don't change it. */
  readonly id: string;
  /** In a few words. */
  readonly title: string;
  /** What PASS means, as a sentence. */
  readonly expected: string;
  /** Whether the step needs the deployment. @default true */
  readonly afterDeployment?: boolean;
  /** @throws Error for anything unexpected; `runStep` turns it into a verdict */
  check(context: Context): Promise<Seen>;
}

/** The result of a step that has run. */
export interface Outcome extends Seen, Pick<Step<never>, "id" | "title" | "expected"> {
  readonly seconds: number;
}
