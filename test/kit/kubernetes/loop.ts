import { setTimeout as delay } from "node:timers/promises";

/** Work that is done again and again. */
export interface Loop {
  /** No further round; resolves when the present one has ended. */
  stop(): Promise<void>;
}

/**
 * Repeats a round of work with a pause between, as a controller does. A round that fails is tried again: the object it
 * was about may have changed meanwhile. Does not keep this process alive.
 */
export function startLoop(round: () => Promise<void>, pauseMs = 100): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const turn = async (): Promise<void> => {
    while (!signal.aborted) {
      await round().catch(() => undefined);
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const ended = turn();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
