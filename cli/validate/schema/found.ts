import type { Problem } from "../finding";

/** What is found while expressions are looked at, by the rule that tells it. */
export type Topic = "reference" | "context" | "function" | "expression" | "cycle";

/** A problem with its topic. */
export interface Found extends Problem {
  readonly topic: Topic;
}
