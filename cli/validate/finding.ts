import type { Range } from "../terraform/range";

/** `note` informs and never fails a run. */
export type Severity = "error" | "warning" | "note";

/** What a rule found in one place. */
export interface Problem {
  /** What is wrong, with the value; never a secret. */
  readonly message: string;
  readonly fix: string;
  readonly range: Range;
  /** Other places that are part of the problem. */
  readonly related?: readonly { readonly message: string; readonly range: Range }[];
  /** Whether the place may hold a secret: no format shows its lines. @default false */
  readonly secret?: boolean;
  /** @default - the rule's severity */
  readonly severity?: Severity;
  /** Whether the problem is that something is missing, which an unreadable file may hold. @default - as the rule says */
  readonly needsAllFiles?: boolean;
  /** The grants that the problem is about; problems of several rules about one grant are merged. */
  readonly affected?: AffectedGrants;
}

export interface AffectedGrants {
  /** The ids of the grants, the same in every rule. */
  readonly grants: readonly string[];
  /** The same problem for some of the grants. @default - the problem needs all of them */
  readonly narrowedTo?: (grants: readonly string[]) => Problem;
  /** Whether the grants have no effect as written, so that findings of other rules about them are wrong. @default false */
  readonly hasNoEffect?: boolean;
}

/** A problem with the rule that found it. */
export interface Finding extends Problem {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  /** Whether Terraform or OpenTofu reports it, which may quote values. @default false */
  readonly isFromEngine?: boolean;
}

/** A finding of the report, suppressed or not. */
export interface ReportedFinding extends Finding {
  readonly suppressed?: {
    readonly reason: string;
    /** `inSource`: by a comment; `external`: by an option or a configuration file. The terms are SARIF's. */
    readonly where: "inSource" | "external";
  };
}
