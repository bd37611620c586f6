/** A reason why a version can't be released. */
export interface Problem {
  /** What is wrong, with the value. */
  readonly what: string;
  /** How to fix it. */
  readonly fix: string;
}
