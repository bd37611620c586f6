import { answerOf, failureOf } from "./query-result";
import type { Clock } from "./clock";
import { type Snapshot, expectedInstances } from "./findings";
import type { Deployment } from "./deployment";

/** How long to wait, and how to report it. */
export interface WaitOptions {
  readonly clock: Clock;
  /** At most. */
  readonly seconds: number;
  readonly signal?: AbortSignal;
  /** Called with the state and the time left. */
  readonly progress: (what: string) => void;
  /** Called once for each change. */
  readonly note: (line: string) => void;
}

/** The result of waiting. */
export interface Waited {
  readonly snapshot: Snapshot;
  /** `reached`: all configured instances are connected; `hopeless`: they will not connect without a change. */
  readonly end: "reached" | "hopeless" | "timed-out";
  /** How often the connection was lost. */
  readonly lost: number;
  readonly seconds: number;
}

/** Milliseconds between two checks: each pause is 1.5 times the one before. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 15_000;

/** Polls until the connector is connected as configured. @throws AbortError if the signal is aborted */
export async function waitForConnector(
  deployment: Deployment,
  look: () => Promise<Snapshot>,
  { clock, seconds, signal, progress, note }: WaitOptions,
): Promise<Waited> {
  const start = clock.now();
  let pause = FIRST_PAUSE;
  let lost = 0;
  let wasConnected = false;
  let lastNote = "";
  for (;;) {
    const snapshot = await look();
    const isConnected = answerOf(snapshot.connector)?.status === "CONNECTED";
    if (wasConnected && !isConnected) lost += 1;
    wasConnected = isConnected;
    const passed = clock.now() - start;
    const left = seconds * 1000 - passed;
    const end = endOf(deployment, snapshot) ?? (left <= 0 ? "timed-out" : undefined);
    if (end !== undefined) return { snapshot, end, lost, seconds: Math.round(passed / 1000) };
    const line = lineOf(deployment, snapshot);
    if (line !== lastNote) note(line);
    lastNote = line;
    progress(`${line} Waiting, ${Math.ceil(left / 1000)} s left`);
    await clock.sleep(Math.min(pause, left), signal);
    pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  }
}

function endOf(deployment: Deployment, snapshot: Snapshot): "reached" | "hopeless" | undefined {
  const { connector, runtime } = snapshot;
  const expected = expectedInstances(deployment, snapshot);
  const found = answerOf(runtime);
  if (failureOf(connector)?.isTransient === false) return "hopeless";
  if (failureOf(runtime)?.isAbsent === true || found?.rollout === "failed") return "hopeless";
  // Without an API token, wait for the runtime only.
  if (connector === undefined)
    return runtime === undefined || failureOf(runtime)?.isTransient === false
      ? "hopeless"
      : found !== undefined && found.rollout === "completed" && found.running >= found.desired
        ? "reached"
        : undefined;
  const { status, sessions = [] } = answerOf(connector) ?? {};
  if (expected === 0) return "reached";
  return status === "CONNECTED" && sessions.length >= (expected ?? 1) ? "reached" : undefined;
}

/** The current state, as a sentence. */
function lineOf(deployment: Deployment, snapshot: Snapshot): string {
  const expected = expectedInstances(deployment, snapshot) ?? 1;
  const connector = answerOf(snapshot.connector);
  const runtime = answerOf(snapshot.runtime);
  const connected =
    snapshot.connector === undefined
      ? []
      : [
          failureOf(snapshot.connector)?.summary.replace(/\.$/, "") ??
            `${connector?.status === "CONNECTED" ? connector.sessions.length : 0} of ${expected} connected`,
        ];
  const runs = runtime === undefined ? [] : [`${runtime.running} of ${runtime.desired} run`];
  return `${[...connected, ...runs].join(", ")}.`;
}
