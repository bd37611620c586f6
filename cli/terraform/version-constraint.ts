import semver from "semver";

/**
 * A version constraint of Terraform as a semver range.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export interface Constraint {
  readonly range: semver.Range;
  /** Whether it has an upper bound. */
  readonly hasCeiling: boolean;
}

const PART = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+][\w.+-]+)?\s*$/;

/** @returns undefined if it is not a constraint */
export function constraintOf(text: string): Constraint | undefined {
  let hasCeiling = false;
  const ranges: string[] = [];
  for (const part of text.split(",")) {
    const match = PART.exec(part);
    if (match === null) return undefined;
    const [, operator = "=", major = "0", minor, patch] = match;
    const version = `${major}.${minor ?? 0}.${patch ?? 0}`;
    if (operator === "!=") continue; // excludes a single version
    if (operator === "~>") ranges.push(`>=${version} <${afterPessimistic(major, minor, patch)}`);
    else ranges.push(`${operator}${version}`);
    hasCeiling ||= operator !== ">" && operator !== ">=";
  }
  const range = ranges.length === 0 ? "*" : ranges.join(" ");
  return { range: new semver.Range(range), hasCeiling };
}

/** `~>` allows only the last written part to grow. */
const afterPessimistic = (major: string, minor?: string, patch?: string): string =>
  patch === undefined ? `${Number(major) + 1}.0.0` : `${major}.${Number(minor) + 1}.0`;

/** Whether some version satisfies both; true if either is invalid. */
export function canBoth(one: string, other: string): boolean {
  const [a, b] = [constraintOf(one), constraintOf(other)];
  if (a === undefined || b === undefined) return true;
  try {
    return a.range.intersects(b.range);
  } catch {
    return true;
  }
}
