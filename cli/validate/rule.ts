import type { Problem, Severity } from "./finding";
import type { Subject } from "./workspace";

/** One thing that is checked. Its page in docs/rules is made from this, and its examples are run by a test. */
export interface Rule {
  /** Stable, in kebab-case: what a user turns off. */
  readonly id: string;
  /** One line, as a heading: what must hold. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether its findings conclude from what is not there: they are left out where a file could not be read. */
  readonly needsWhole?: boolean;
  /** Whether it looks at folders without a connector, too. @default - at those with one */
  readonly isForAll?: boolean;
  /** Rules that say the same in the same place, and more of it; `terraform` is Terraform itself. */
  readonly saidBy?: readonly string[];
  /** Why it matters and what to do about it, for the rule's page; Markdown. */
  readonly why: string;
  /** Where the rule comes from. */
  readonly source?: string;
  /** @returns every problem, in any order; never throws for what a user wrote */
  check(subject: Subject): readonly Problem[] | Promise<readonly Problem[]>;
}
