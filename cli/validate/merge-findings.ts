import { isDeepStrictEqual } from "node:util";
import type { Finding, Verdict } from "./finding";
import { inOrder } from "./compare-findings";
import { worstOf } from "./severity";

/** A finding, and what it speaks for besides. */
interface Speaker {
  readonly verdict: Verdict;
  readonly also: Finding[];
}

/**
 * One finding of one fault: where several rules found something of one grant, the first in the order of rules speaks for
 * the others, is as bad as the worst of them, and has them as related places; of a grant that is void there is no more to
 * say. A finding of several grants is told of those that are left.
 *
 * What is turned off in its place stays off together with what it speaks for. What is turned off for a folder or a run
 * speaks for nobody, and neither does what is turned off though by it nothing would be granted: somebody knows better.
 *
 * @param order the rules' ids
 * @returns the findings in order
 */
export function settled(
  findings: readonly Finding[],
  order: readonly string[],
  isSuppressed: (finding: Finding) => Verdict["suppressed"] = () => undefined,
): Verdict[] {
  const rankOf = ({ rule }: Finding): number => order.indexOf(rule);
  const speakers: Speaker[] = [];
  const byGrant = new Map<string, Speaker>();
  const speak = (finding: Finding) => {
    const suppressed = isSuppressed(finding);
    const speaker: Speaker = {
      verdict: suppressed === undefined ? finding : { ...finding, suppressed },
      also: [],
    };
    speakers.push(speaker);
    if (suppressed !== undefined && (suppressed.where === "external" || finding.about?.isVoid))
      return;
    for (const grant of finding.about?.grants ?? [])
      if (!byGrant.has(grant)) byGrant.set(grant, speaker);
  };
  for (const finding of [...findings].sort((a, b) => rankOf(a) - rankOf(b) || inOrder(a, b))) {
    const rest = isSuppressed(finding) === undefined ? left(finding, byGrant) : finding;
    if (rest !== undefined) speak(rest);
  }
  return speakers.map(spoken).sort(inOrder);
}

/** What is left of a finding when others have spoken; those are told what it says of the rest. */
function left(finding: Finding, byGrant: ReadonlyMap<string, Speaker>): Finding | undefined {
  const { about } = finding;
  if (about === undefined) return finding;
  const speakerOf = (grant: string) => {
    const speaker = byGrant.get(grant);
    return speaker !== undefined && isBefore(speaker.verdict, finding) ? speaker : undefined;
  };
  const taken = new Set(about.grants.flatMap((grant) => speakerOf(grant) ?? []));
  const free = about.grants.filter((grant) => speakerOf(grant) === undefined);
  if (taken.size === 0) return finding;
  const { of } = about;
  // What takes all of its grants may still hold by those that are left, and is never hidden.
  if (of === undefined && free.length > 0) return finding;
  const some = (grants: readonly string[]) =>
    of === undefined ? finding : { ...finding, ...of(grants) };
  for (const speaker of taken)
    speaker.also.push(some(about.grants.filter((grant) => speakerOf(grant) === speaker)));
  return free.length === 0 ? undefined : some(free);
}

/** Of one rule's own findings only the same for another role is no other fault. */
const isBefore = (speaker: Finding, finding: Finding): boolean =>
  speaker.rule !== finding.rule || isDeepStrictEqual(speaker.about?.grants, finding.about?.grants);

/** A finding together with what it speaks for. */
function spoken({ verdict, also }: Speaker): Verdict {
  if (also.length === 0 || verdict.about?.isVoid === true) return verdict;
  return {
    ...verdict,
    severity: worstOf(verdict.severity, ...also.map(({ severity }) => severity)),
    related: [
      ...(verdict.related ?? []),
      ...also.map(({ message, rule, range }) => ({
        message: `Also, by ${rule}: ${message}`,
        range,
      })),
    ],
  };
}
