/**
 * Which rule yields to which, by their ids: of one grant the first of these that finds something speaks, and mentions what
 * those below it find. What makes a grant void comes before what is wrong with it, causes before consequences, and known
 * ways to harm before what is only much.
 */
export const PRECEDENCE: readonly string[] = [
  "iam-unknown-action",
  "iam-resource-mismatch",
  "iam-condition-never-met",
  "iam-condition-operator",
  "iam-unknown-condition-key",
  "iam-allow-not-action",
  "iam-privilege-escalation",
  "iam-pass-role-wildcard",
  "iam-wildcard-beyond-sets",
  "iam-write-on-everything",
];
