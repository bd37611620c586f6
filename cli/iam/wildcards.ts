/**
 * IAM's wildcards: `*` matches any characters, also none, and `?` matches one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * Actions are case-insensitive, ARNs case-sensitive.
 */

/** Whether a pattern covers an action, or all that a second pattern matches. */
export const coversAction = (pattern: string, action: string): boolean =>
  covers(pattern.toLowerCase(), action.toLowerCase());

/** Whether a pattern covers an ARN, or all that a second pattern matches. */
export const coversArn = (pattern: string, arn: string): boolean => covers(pattern, arn);

/**
 * Whether some ARN matches both patterns. Full ARNs are compared part by part, because a wildcard in a part can't match a colon
 * there.
 */
export function overlapsArn(one: string, other: string): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  if (parts.length < ARN_PARTS || others.length < ARN_PARTS) return overlaps(one, other);
  return parts.every((part, at) => overlaps(part, others[at]!));
}

/** Whether some action matches both patterns. */
export const overlapsAction = (one: string, other: string): boolean =>
  overlaps(one.toLowerCase(), other.toLowerCase());

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** `arn`, partition, service, region, account, and the resource, which may contain colons. */
const ARN_PARTS = 6;

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(":")].slice(
    0,
    parts.length,
  );
}

/** A cache of patterns as regular expressions. */
const expressions = new Map<string, RegExp>();

/** A wildcard of the narrower pattern counts as a character: `*` covers it, and `?` covers another `?`. */
function covers(wide: string, narrow: string): boolean {
  if (wide === "*" || wide === narrow) return true;
  // A fast path: most patterns differ in their first character.
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
 * Dynamic programming: each row says whether a prefix of one and the prefixes of the other can match the same text.
 */
function overlaps(one: string, other: string): boolean {
  if (one === other || one === "*" || other === "*") return true;
  if (!hasWildcard(one) && !hasWildcard(other)) return false;
  // The empty prefix matches leading stars.
  let row = [true];
  for (const sign of other) row.push(row.at(-1)! && sign === "*");
  for (const sign of one) {
    const next = [row[0]! && sign === "*"];
    for (let at = 1; at <= other.length; at++) {
      const against = other[at - 1]!;
      const hasStar = sign === "*" || against === "*";
      const isSame = sign === against || sign === "?" || against === "?";
      // A star is empty, or matches one more character of the other pattern.
      next.push(hasStar ? row[at]! || next[at - 1]! : row[at - 1]! && isSame);
    }
    row = next;
  }
  return row.at(-1)!;
}
