/** A rule that speaks of grants. */
export interface Rank {
  /** The rule's id. */
  readonly rule: string;
  /** Whether what it finds grants nothing, so that whatever others find of the grant is void. */
  readonly grantsNothing?: boolean;
}

/**
 * Which rule yields to which: of one grant the first of these that finds something speaks, and mentions what those below
 * it find. Causes come before consequences, and what is certain ways to harm before what is only much.
 */
export const PRECEDENCE: readonly Rank[] = [
  { rule: "iam-unknown-action", grantsNothing: true },
  { rule: "iam-resource-mismatch", grantsNothing: true },
  { rule: "iam-condition-never-met", grantsNothing: true },
  // With the condition mended the rest may be as it was meant.
  { rule: "iam-condition-operator" },
  { rule: "iam-unknown-condition-key" },
  { rule: "iam-allow-not-action" },
  { rule: "iam-privilege-escalation" },
  { rule: "iam-pass-role-wildcard" },
  { rule: "iam-wildcard-beyond-sets" },
  { rule: "iam-write-on-everything" },
];
