import type { Problem, Severity } from "./finding";
import type { Workspace } from "./workspace";

/** A check. Its page in docs/rules is generated from this, and a test runs its examples. */
export interface Rule {
  /** Stable, in kebab-case; users suppress the rule by it. */
  readonly id: string;
  /** One line: what must hold. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether its problems are that something is missing: they are left out if a file could not be read. @default false */
  readonly needsAllFiles?: boolean;
  /** Whether it also runs on modules without a connector. @default false */
  readonly appliesWithoutConnector?: boolean;
  /** Rules that report the same in more detail, in the same place; `terraform` is Terraform itself. @default - none */
  readonly coveredBy?: readonly string[];
  /** Why it matters and what to do, for the rule's page; Markdown. */
  readonly why: string;
  /** A link to the documentation that the rule follows. */
  readonly source?: string;
  /** @returns every problem, in any order; never throws for what a user wrote */
  check(workspace: Workspace): readonly Problem[] | Promise<readonly Problem[]>;
}
