import { isWithin } from "../terraform/range";
import type { ReportedFinding } from "./finding";
import type { Rule } from "./rule";

/** Removes findings that a rule of {@link Rule.coveredBy} also reports, in the same place or with it as a related place. */
export function deduplicate(
  findings: readonly ReportedFinding[],
  rules: readonly Rule[],
): ReportedFinding[] {
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const coveredBy = new Map(rules.map(({ id, coveredBy: by = [] }) => [id, by]));
  return findings.filter((finding) => {
    const by = coveredBy.get(finding.rule) ?? [];
    return !active.some(
      (each) =>
        by.includes(each.rule) &&
        [each.range, ...(each.related ?? []).map(({ range }) => range)].some(
          (range) => isWithin(range, finding.range) || isWithin(finding.range, range),
        ),
    );
  });
}
