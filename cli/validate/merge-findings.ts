import { isDeepStrictEqual } from "node:util";
import type { Finding, ReportedFinding } from "./finding";
import { compareFindings } from "./compare-findings";
import { worstOf } from "./severity";

/** A finding, and what other rules found in the same grants. */
interface MergedFinding {
  readonly finding: ReportedFinding;
  readonly also: Finding[];
}

/**
 * Merges findings of the same grant into one: the first rule in order is reported, with the highest severity of all, and
 * the others become its related places. Nothing else is reported of a grant that has no effect. A finding about several
 * grants is reported for those that no earlier finding covers.
 *
 * Suppressing a finding by a comment suppresses what is merged into it. A finding that an option or a configuration file
 * suppresses absorbs no others, and neither does a suppressed one that says that the grant has no effect.
 *
 * @param order the rules' ids
 * @returns the findings, sorted
 */
export function mergeFindings(
  findings: readonly Finding[],
  order: readonly string[],
  suppressionOf: (finding: Finding) => ReportedFinding["suppressed"] = () => undefined,
): ReportedFinding[] {
  const rankOf = ({ rule }: Finding): number => order.indexOf(rule);
  const merged: MergedFinding[] = [];
  const byGrant = new Map<string, MergedFinding>();
  const add = (finding: Finding) => {
    const suppressed = suppressionOf(finding);
    const entry: MergedFinding = {
      finding: suppressed === undefined ? finding : { ...finding, suppressed },
      also: [],
    };
    merged.push(entry);
    if (suppressed?.where === "external") return;
    if (suppressed !== undefined && finding.affected?.hasNoEffect) return;
    for (const grant of finding.affected?.grants ?? [])
      if (!byGrant.has(grant)) byGrant.set(grant, entry);
  };
  const sorted = [...findings].sort((a, b) => rankOf(a) - rankOf(b) || compareFindings(a, b));
  for (const finding of sorted) {
    const rest = suppressionOf(finding) === undefined ? remaining(finding, byGrant) : finding;
    if (rest !== undefined) add(rest);
  }
  return merged.map(withRelated).sort(compareFindings);
}

/** The part of a finding that no earlier one covers; the covered part is added to those. */
function remaining(
  finding: Finding,
  byGrant: ReadonlyMap<string, MergedFinding>,
): Finding | undefined {
  const { affected } = finding;
  if (affected === undefined) return finding;
  const earlierOf = (grant: string) => {
    const entry = byGrant.get(grant);
    return entry !== undefined && isSameFault(entry.finding, finding) ? entry : undefined;
  };
  const earlier = new Set(affected.grants.flatMap((grant) => earlierOf(grant) ?? []));
  const free = affected.grants.filter((grant) => earlierOf(grant) === undefined);
  if (earlier.size === 0) return finding;
  const { narrowedTo } = affected;
  // A finding that needs all of its grants may still hold with the free ones: never hide it.
  if (narrowedTo === undefined && free.length > 0) return finding;
  const narrowed = (grants: readonly string[]) =>
    narrowedTo === undefined ? finding : { ...finding, ...narrowedTo(grants) };
  for (const entry of earlier)
    entry.also.push(narrowed(affected.grants.filter((grant) => earlierOf(grant) === entry)));
  return free.length === 0 ? undefined : narrowed(free);
}

/** Two findings of one rule are the same fault only if they are about the same grants, of several roles. */
const isSameFault = (earlier: Finding, finding: Finding): boolean =>
  earlier.rule !== finding.rule ||
  isDeepStrictEqual(earlier.affected?.grants, finding.affected?.grants);

function withRelated({ finding, also }: MergedFinding): ReportedFinding {
  if (also.length === 0 || finding.affected?.hasNoEffect === true) return finding;
  return {
    ...finding,
    severity: worstOf(finding.severity, ...also.map(({ severity }) => severity)),
    related: [
      ...(finding.related ?? []),
      ...also.map(({ message, rule, range }) => ({
        message: `Also, by ${rule}: ${message}`,
        range,
      })),
    ],
  };
}
