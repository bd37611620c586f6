import type { Finding, Snapshot } from "./findings";
import { answerOf } from "./query-result";

/**
 * - `as-configured`: connected, and everything checked is as configured
 * - `not-as-configured`: connected, but something differs
 * - `not-connected`
 * - `unknown`: Apono's API could not be called
 */
export type Verdict = "as-configured" | "not-as-configured" | "not-connected" | "unknown";

/** What the findings come to. */
export function verdictOf(snapshot: Snapshot, findings: readonly Finding[]): Verdict {
  const connector = answerOf(snapshot.connector);
  const isBad = (id?: Finding["id"]) =>
    findings.some((each) => each.status === "problem" && (id === undefined || each.id === id));
  if (isBad("connection")) return "not-connected";
  if (connector == null) {
    const runtime = answerOf(snapshot.runtime);
    // A connector that does not run is not connected, even if Apono can't be asked.
    return runtime !== undefined && runtime.desired > 0 && runtime.running === 0
      ? "not-connected"
      : "unknown";
  }
  return isBad() ? "not-as-configured" : "as-configured";
}
