/**
 * IAM's wildcards: `*` for any signs, also none, and `?` for one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * Actions are compared without regard to case, ARNs with.
 */

/** Whether an action falls under a pattern; both may have wildcards, and then all of the second must. */
export const coversAction = (pattern: string, action: string): boolean =>
  covers(pattern.toLowerCase(), action.toLowerCase());

/** Whether an ARN falls under a pattern; both may have wildcards, and then all of the second must. */
export const coversArn = (pattern: string, arn: string): boolean => covers(pattern, arn);

/**
 * Whether there can be an ARN that falls under both. Where both are ARNs as a whole, each part is held against its like:
 * no account's id ends in `:user/`.
 */
export function overlapsArn(one: string, other: string): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  if (parts.length < ARN_PARTS || others.length < ARN_PARTS) return overlaps(one, other);
  return parts.every((part, at) => overlaps(part, others[at]!));
}

/** Whether there can be an action that falls under both. */
export const overlapsAction = (one: string, other: string): boolean =>
  overlaps(one.toLowerCase(), other.toLowerCase());

/** Whether a text is a pattern at all. */
export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** `arn`, partition, service, region, account, and the resource with all the colons that it may have. */
const ARN_PARTS = 6;

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(":")].slice(
    0,
    parts.length,
  );
}

/** Patterns as regular expressions: the same few are compared with over and over. */
const expressions = new Map<string, RegExp>();

/** A wildcard of the narrower pattern stands for itself here: only a `*` takes it in, or a `?` another `?`. */
function covers(wide: string, narrow: string): boolean {
  if (wide === "*" || wide === narrow) return true;
  // Most patterns differ in their first sign, which takes less time to see than to ask of an expression.
  const first = wide[0];
  if (first !== narrow[0] && first !== "*" && first !== "?") return false;
  if (!hasWildcard(wide)) return false;
  const expression = expressions.get(wide) ?? expressionOf(wide);
  expressions.set(wide, expression);
  return expression.test(narrow);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split(/([*?])/)
    .map((part) => ({ "*": ".*", "?": "[^*]" })[part] ?? part.replace(/[\\^$.|()[\]{}+]/g, "\\$&"))
    .join("");
  return new RegExp(`^${source}$`, "s");
}

/**
 * Walks through both at once, row by row: whether the first signs of one and the first of the other can stand for the
 * same text.
 */
function overlaps(one: string, other: string): boolean {
  if (one === other || one === "*" || other === "*") return true;
  if (!hasWildcard(one) && !hasWildcard(other)) return false;
  // Before the first sign of the one, the other's leading stars may be empty.
  let row = [true];
  for (const sign of other) row.push(row.at(-1)! && sign === "*");
  for (const sign of one) {
    const next = [row[0]! && sign === "*"];
    for (let at = 1; at <= other.length; at++) {
      const against = other[at - 1]!;
      const hasStar = sign === "*" || against === "*";
      const isSame = sign === against || sign === "?" || against === "?";
      // A star is empty, or takes in one sign of the other pattern more.
      next.push(hasStar ? row[at]! || next[at - 1]! : row[at - 1]! && isSame);
    }
    row = next;
  }
  return row.at(-1)!;
}
