import type { Verdict } from "../finding";
import { placeOf } from "../../terraform/range";

/** How many places of one cause are told each for itself. */
const APART = 3;
/** How many places are named beside the first. */
const NAMED = 5;

/** Findings with those of one cause put together: many places with the same to be done are told as one. */
export function byCause(findings: readonly Verdict[]): Verdict[] {
  const groups = new Map<string, Verdict[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.message, finding.mend]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length <= APART) return group;
    const [first, ...others] = group as [Verdict, ...Verdict[]];
    const named = others.slice(0, NAMED).map(({ range }) => placeOf(range));
    const more = others.length - named.length;
    return [
      {
        ...first,
        mend: `${first.mend}\nThe same in ${others.length} more places: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
      },
    ];
  });
}
