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
  for (const { sign, name } of classesIn(pattern)) requireGo(sign, name);
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
const CATEGORIES = "C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?";
const CATEGORY = `\\\\p\\{(?:${CATEGORIES})\\}`;

/** What every version of Go knows besides scripts, and what only later ones than 1.23 do, of which Terraform 1.11 is built. */
const NAMED = new RegExp(`^(?:Any|${CATEGORIES})$`);
const NAMED_LATER = new RegExp(`^(?:Cn|LC|${CATEGORIES})$`, "i");

/** Scripts of Unicode 16 and 17; Go 1.23 has 15. */
const LATER_SCRIPTS = new Set([
  ...["Garay", "Gurung_Khema", "Kirat_Rai", "Ol_Onal", "Sunuwar", "Todhri", "Tulu_Tigalari"],
  ...["Beria_Erfe", "Sidetic", "Tai_Yo", "Tolong_Siki"],
]);

/** Classes of signs with a name in braces; inside of `\Q…\E` there are none. */
const classesIn = (pattern: string) =>
  [...pattern.matchAll(/\\Q[^]*?(?:\\E|$)|\\[pP]\{\^?([^{}]*)\}|\\[^]/g)].flatMap(([sign, name]) =>
    name === undefined ? [] : [{ sign, name }],
  );

/**
 * The engine here knows more classes than Go, of which later versions know more, and by more names (`\p{Letter}`): such
 * a one is no mistake, but has no value here.
 */
function requireGo(sign: string, name: string): void {
  if (NAMED.test(name) || isScript(name)) return;
  const mayBe = name.length < 3 ? NAMED_LATER.test(name) : /^[A-Za-z][A-Za-z _-]+$/.test(name);
  if (mayBe) throw new RangeError(`${sign} is a class to some versions of Terraform`);
}

const isScript = (name: string): boolean =>
  /^[A-Z][A-Za-z]+(_[A-Z][a-z]*)*$/.test(name) &&
  name !== "Unknown" &&
  !LATER_SCRIPTS.has(name) &&
  isUnicode(`\\p{Script=${name}}`);

/** Signs that mean the same to JavaScript, and escapes that both know. */
const PLAIN = new RegExp(
  `^(?:[^\\\\(]|\\((?!\\?)|\\(\\?:|\\\\[dDwWsSbBtnrfv.+*?()|[\\]{}^$\\\\/]|\\\\x[0-9a-fA-F]{2}|${CATEGORY})*$`,
);

/** Counts that are too high for Go, and sets that begin with their own end. */
const NOT_PLAIN = /\{\d*,?\d{4}|\[\^?\]/;

/** What keeps a text from being a pattern; undefined for one that is, or may be. */
export function patternProblem(pattern: string): string | undefined {
  if (PLAIN.test(pattern) && !NOT_PLAIN.test(pattern) && isUnicode(pattern)) return undefined;
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Refused ? error.message : undefined;
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
