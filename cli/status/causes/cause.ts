import type { Deployment } from "../deployment";
import type { Evidence, EvidenceSource } from "../evidence";

/** A reason for which a connector does not run or connect, as people meet it. */
export interface Cause {
  /** Stays the same from version to version. */
  readonly id: string;
  /** What is wrong, as a sentence. */
  readonly title: string;
  /** What shows it: the first cause of the table that a line matches counts. */
  readonly shownBy: readonly {
    readonly sources: readonly EvidenceSource[];
    readonly says: RegExp;
  }[];
  /** The command that confirms it. */
  readonly check: (deployment: Deployment) => string;
  /** What to do, as a sentence. */
  readonly fix: string;
}

/** A cause that was found, and what shows it. */
export interface FoundCause {
  readonly id: string;
  readonly title: string;
  readonly check: string;
  readonly fix: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The causes that evidence shows, in the order in which the evidence tells them, and the evidence that fits none.
 *
 * A log's lines count only where nothing keeps instances from starting: an instance that started before may have written them.
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
