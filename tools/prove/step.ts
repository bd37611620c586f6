/** How a step ended. What could not be looked at is never counted as shown. */
export const VERDICTS = ["PASS", "FAIL", "COULD NOT TELL"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a step saw. */
export interface Seen {
  readonly verdict: Verdict;
  /** One or more sentences; for COULD NOT TELL the reason. */
  readonly seen: string;
}

export const pass = (seen: string): Seen => ({ verdict: "PASS", seen });
export const fail = (seen: string): Seen => ({ verdict: "FAIL", seen });
export const untold = (seen: string): Seen => ({ verdict: "COULD NOT TELL", seen });

/** One thing that is to be shown. */
export interface Step<World> {
  /** The step's name, the same from version to version: small letters and hyphens. */
  readonly id: string;
  /** What is looked at, in a few words. */
  readonly title: string;
  /** What must be seen for PASS, as a sentence. */
  readonly expected: string;
  /** Whether the step needs the deployment. @default true */
  readonly afterDeployment?: boolean;
  /** @throws Error for what was not foreseen: see `judged` in run-step.ts */
  check(world: World): Promise<Seen>;
}

/** A step that has ended. */
export interface Outcome extends Seen, Pick<Step<never>, "id" | "title" | "expected"> {
  readonly seconds: number;
}
