import type { Problem, Severity, Whole } from "./finding";
import type { Subject } from "./subject";

/** Files of an example: name to content. A plan is `plan.json`, variables are `*.tfvars` or `*.tfvars.json`. */
export type Example = Readonly<Record<string, string>>;

/** One thing that is checked. Its page in docs/rules is made from this, and its examples are run by a test. */
export interface Rule {
  /** Stable, in kebab-case: what a user turns off. */
  readonly id: string;
  /** One line, as a heading: what must hold. */
  readonly title: string;
  readonly severity: Severity;
  /**
   * What must have been read whole for its findings to hold, as they conclude from what is not there. Where a syntax
   * mistake stands in the way, they are left out. @default - nothing: what it finds is wrong whatever else there is
   */
  readonly needsWhole?: Whole;
  /** Why it matters and what to do about it, for the rule's page; Markdown. */
  readonly why: string;
  /** Where the rule comes from. */
  readonly source?: string;
  /** What this rule finds something in … */
  readonly bad: Example;
  /** … and the same mended, in which it finds nothing. */
  readonly good: Example;
  /** @returns every problem, in any order; never throws for what a user wrote */
  check(subject: Subject): readonly Problem[] | Promise<readonly Problem[]>;
}
