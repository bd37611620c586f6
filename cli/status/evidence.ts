import { mask } from "./mask";
import { oneLine } from "./one-line";

/**
 * Where something was said of the connector's instances:
 *
 * - `event`: an event of the ECS service, or of Kubernetes
 * - `rollout`: the state of the deployment
 * - `instance`: why a task or a pod stopped, or does not start
 * - `log`: a line that the connector wrote
 */
export type EvidenceSource = "event" | "rollout" | "instance" | "log";

/** Something that ECS, Kubernetes or the connector's log says, which may tell why it does not run or connect. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** One line, with secrets masked. */
  readonly text: string;
  /** ISO 8601. */
  readonly at?: string;
}

/** @param secrets values that are known to be secret */
export const evidence = (
  source: EvidenceSource,
  text: string,
  at?: Date | string,
  secrets: readonly string[] = [],
): Evidence => ({
  source,
  // Masked first, so that nothing that is cut can be missed.
  text: oneLine(mask(text, secrets)),
  ...(at === undefined ? {} : { at: at instanceof Date ? at.toISOString() : at }),
});

/** The same line once, the first time that it was said. */
export function withoutRepetition(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return all.filter(({ source, text }) => {
    const key = `${source} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
