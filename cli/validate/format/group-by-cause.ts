import type { ReportedFinding } from "../finding";
import { placeOf } from "../../terraform/range";

/** Up to this many places of one cause are separate entries. */
const MAX_UNGROUPED = 3;
/** How many more places an entry names. */
const MAX_NAMED = 5;

/** Groups findings with the same message and fix into one entry. */
export function groupByCause(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.message, finding.fix]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length <= MAX_UNGROUPED) return group;
    const [first, ...others] = group as [ReportedFinding, ...ReportedFinding[]];
    const named = others.slice(0, MAX_NAMED).map(({ range }) => placeOf(range));
    const more = others.length - named.length;
    return [
      {
        ...first,
        fix: `${first.fix}\nAlso in ${others.length} more places: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
      },
    ];
  });
}
