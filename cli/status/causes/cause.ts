import type { Deployment } from "../deployment";
import type { Evidence, EvidenceSource } from "../evidence";

/** A reason why a connector does not run or connect. */
export interface Cause {
  /** Stable across versions. */
  readonly id: string;
  /** What is wrong, as a sentence. */
  readonly title: string;
  /** Evidence that shows it. A line counts for the first cause in the table that it matches. */
  readonly shownBy: readonly {
    readonly sources: readonly EvidenceSource[];
    readonly says: RegExp;
  }[];
  /** A command that confirms it. */
  readonly check: (deployment: Deployment) => string;
  /** What to do, as a sentence. */
  readonly fix: string;
}

/** A cause with the evidence that shows it. */
export interface FoundCause {
  readonly id: string;
  readonly title: string;
  readonly check: string;
  readonly fix: string;
  readonly evidence: readonly Evidence[];
}

/**
 * Finds the causes that the evidence shows, in the evidence's order, and the evidence that matches none.
 *
 * Log lines count only if nothing else shows a cause: an instance that started earlier may have written them.
 */
export function findCauses(
  causes: readonly Cause[],
  all: readonly Evidence[],
  deployment: Deployment,
): { readonly causes: FoundCause[]; readonly unexplained: Evidence[] } {
  const found = new Map<Cause, Evidence[]>();
  const unexplained: Evidence[] = [];
  const place = (each: Evidence) => {
    const cause = causes.find(({ shownBy }) =>
      shownBy.some(({ sources, says }) => sources.includes(each.source) && says.test(each.text)),
    );
    if (cause === undefined) unexplained.push(each);
    else found.set(cause, [...(found.get(cause) ?? []), each]);
  };
  const isLog = ({ source }: Evidence) => source === "log";
  all.filter((each) => !isLog(each)).forEach(place);
  const logged = all.filter(isLog);
  if (found.size === 0) logged.forEach(place);
  else unexplained.push(...logged);
  return {
    causes: [...found].map(([{ id, title, check, fix }, evidence]) => ({
      id,
      title,
      check: check(deployment),
      fix,
      evidence,
    })),
    unexplained,
  };
}
