import { setTimeout as sleep } from "node:timers/promises";
import type { RunContext } from "./run-context";

/** Time between two checks, in milliseconds. */
const INTERVAL_MS = 5000;

/**
 * Checks every five seconds until there is a result, the time is over, or the run is interrupted.
 *
 * @param what for the progress line
 * @param minutes the longest time to wait
 * @param check returns undefined as long as there is no result
 * @returns the result; undefined if there was none in time
 */
export async function waitFor<T>(
  { props: { io, interruption } }: RunContext,
  what: string,
  minutes: number,
  check: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const startedAt = Date.now();
  try {
    for (;;) {
      const result = await check();
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      if (result !== undefined || seconds > minutes * 60 || interruption.signal !== undefined)
        return result;
      io.progress(`waiting for ${what}, ${seconds} s`);
      await sleep(INTERVAL_MS);
    }
  } finally {
    io.progress("");
  }
}
