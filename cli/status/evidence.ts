import { mask } from "./mask";
import { oneLine } from "./one-line";

/**
 * The source of a piece of evidence:
 *
 * - `event`: an event of the ECS service or of Kubernetes
 * - `rollout`: the state of the deployment
 * - `instance`: why a task or pod stopped, or does not start
 * - `log`: a line that the connector wrote
 */
export type EvidenceSource = "event" | "rollout" | "instance" | "log";

/** A message of ECS, Kubernetes or the connector's log that may explain why it does not run or connect. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** One line, with secrets masked. */
  readonly text: string;
  /** ISO 8601. */
  readonly at?: string;
}

/** @param secrets values to mask */
export const evidence = (
  source: EvidenceSource,
  text: string,
  at?: Date | string,
  secrets: readonly string[] = [],
): Evidence => ({
  source,
  // Mask before shortening, so that a secret is never cut in half and missed.
  text: oneLine(mask(text, secrets)),
  ...(at === undefined ? {} : { at: at instanceof Date ? at.toISOString() : at }),
});

/** Removes repeated lines; the first one stays. */
export function withoutRepetition(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return all.filter(({ source, text }) => {
    const key = `${source} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
