import { createRequire } from "node:module";
import type { RE2JS } from "re2js";
import { UNKNOWN, type Value } from "../value";
import { Refused, text } from "./arguments";

/** Loaded for the first pattern that needs it: most runs meet none. */
let engine: typeof RE2JS | undefined;

/** The same few patterns are asked over and over. */
const patterns = new Map<string, RE2JS>();

/**
 * Terraform's patterns are Go's, which know other signs than JavaScript's, and take no longer for a longer text.
 * https://developer.hashicorp.com/terraform/language/functions/regex
 */
function compiled(pattern: string): RE2JS {
  engine ??= (createRequire(__filename)("re2js") as { RE2JS: typeof RE2JS }).RE2JS;
  try {
    const made = patterns.get(pattern) ?? engine.compile(pattern);
    patterns.set(pattern, made);
    return made;
  } catch (error) {
    throw new Refused(
      (error as Error).message.replace(/^error parsing regexp: /, "the pattern has "),
    );
  }
}

/** Classes of signs that both name alike. https://pkg.go.dev/regexp/syntax */
const CATEGORY = "\\\\p\\{(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)\\}";

/** Signs that mean the same to JavaScript, and escapes that both know. */
const PLAIN = new RegExp(
  `^(?:[^\\\\(]|\\((?!\\?)|\\(\\?:|\\\\[dDwWsSbBtnrfv.+*?()|[\\]{}^$\\\\/]|\\\\x[0-9a-fA-F]{2}|${CATEGORY})*$`,
);

/** Counts that are too high for Go, and sets that begin with their own end. */
const NOT_PLAIN = /\{\d*,?\d{4}|\[\^?\]/;

/** What keeps a text from being a pattern; undefined for one that is. */
export function patternProblem(pattern: string): string | undefined {
  if (PLAIN.test(pattern) && !NOT_PLAIN.test(pattern) && isUnicode(pattern)) return undefined;
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether it is a pattern to JavaScript, which is quicker to ask. */
function isUnicode(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** The first match: its text, or that of its groups, by name where they have some. */
export function regex(pattern: Value | undefined, value: Value | undefined): Value {
  const matcher = compiled(text(pattern)).matcher(text(value));
  if (!matcher.find()) throw new Refused("the pattern matches no part of the text");
  const groups = Object.keys(matcher.pattern().namedGroups());
  if (groups.length > 0)
    return groups.length === matcher.groupCount()
      ? Object.fromEntries(groups.map((name) => [name, matcher.group(name)]))
      : UNKNOWN;
  if (matcher.groupCount() === 0) return matcher.group(0);
  return Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1));
}
