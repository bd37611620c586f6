import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world";

/** How often something is looked at. */
const EVERY_MS = 5000;

/**
 * Looks again and again until there is an answer, the time is over, or the run is broken off.
 *
 * @param look undefined where there is no answer yet
 * @param minutes how long @param what for the progress
 */
export async function eventually<T>(
  { props: { io, interruption } }: World,
  what: string,
  minutes: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const began = Date.now();
  try {
    for (;;) {
      const answer = await look();
      const seconds = Math.round((Date.now() - began) / 1000);
      if (answer !== undefined || seconds > minutes * 60 || interruption.signal !== undefined)
        return answer;
      io.progress(`waiting for ${what}, ${seconds} s`);
      await sleep(EVERY_MS);
    }
  } finally {
    io.progress("");
  }
}
