import type { Range } from "./model/range";
import type { Verdict } from "./finding";

/** Rules whose finding another one makes whole: it says the same of the place, and all that is to be done. */
const WHOLE: Readonly<Record<string, string>> = {
  "token-not-ephemeral": "token-in-plain-text",
  "schema-write-only": "token-in-plain-text",
};

/** Findings without those that another, which counts, says in the same place or names as belonging to it. */
export function withoutRepeats(findings: readonly Verdict[]): Verdict[] {
  const live = findings.filter(({ suppressed }) => suppressed === undefined);
  return findings.filter(({ rule, range }) => {
    const whole = WHOLE[rule];
    return !live.some(
      (each) =>
        each.rule === whole &&
        [each.range, ...(each.related ?? []).map((other) => other.range)].some((inner) =>
          isWithin(inner, range),
        ),
    );
  });
}

const isWithin = (inner: Range, outer: Range): boolean =>
  inner.file === outer.file &&
  !isBefore(inner.start, outer.start) &&
  !isBefore(outer.end, inner.end);

const isBefore = (a: Range["start"], b: Range["start"]): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
