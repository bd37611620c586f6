import type { Range } from "../terraform/range";

/** How bad a finding is. `note` informs and never fails a run. */
export type Severity = "error" | "warning" | "note";

/** What a rule found in one place. */
export interface Problem {
  /** What is wrong, with the value; never a secret. */
  readonly message: string;
  /** How to mend it. */
  readonly mend: string;
  readonly range: Range;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly message: string; readonly range: Range }[];
  /** Whether the place may hold a secret: then nothing of the file is shown beside the message. */
  readonly secret?: boolean;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** Whether it concludes from something that is not there, which may stand in a file that could not be read. */
  readonly needsWhole?: boolean;
  /** The grants that it is about, of which other rules may have something to say, too. */
  readonly about?: About;
}

/** What of policies a problem is about. */
export interface About {
  /** What names them, for every rule alike. */
  readonly grants: readonly string[];
  /** The same problem of some of them; absent where it takes all of them together. */
  readonly of?: (grants: readonly string[]) => Problem;
  /** Whether nothing is granted as it stands, so that what other rules find of the grants is not so. */
  readonly isVoid?: boolean;
}

/** A problem with the rule that found it. */
export interface Finding extends Problem {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  /** Whether it is Terraform's or OpenTofu's own, which may quote values. */
  readonly isEngines?: boolean;
}

/** A finding, and whether somebody said that it shall not count. */
export interface Verdict extends Finding {
  readonly suppressed?: {
    readonly reason: string;
    /** In a comment beside it, or in a file or option apart. */
    readonly where: "inSource" | "external";
  };
}
