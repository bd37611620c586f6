import type { Verdict } from "./finding";
import { isWithin } from "../terraform/range";
import type { Rule } from "./rule";

/**
 * Findings without those that another says better: the rule that {@link Rule.saidBy} names, in the same place or as
 * belonging to it; and those in whose place Terraform says that something is wrong.
 */
export function withoutRepeats(findings: readonly Verdict[], rules: readonly Rule[]): Verdict[] {
  const live = findings.filter(({ suppressed }) => suppressed === undefined);
  const saidBy = new Map(rules.map(({ id, saidBy: by = [] }) => [id, by]));
  return findings.filter((finding) => {
    const by = saidBy.get(finding.rule) ?? [];
    return !live.some(
      (each) =>
        by.includes(each.rule) &&
        [each.range, ...(each.related ?? []).map((other) => other.range)].some(
          (other) => isWithin(other, finding.range) || isWithin(finding.range, other),
        ),
    );
  });
}
