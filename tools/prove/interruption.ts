import { constants } from "node:os";
import type { Io } from "../../cli/terminal/io";
import { ENDING } from "../../cli/terminal/signals";
import type { RunFolder } from "./run-folder";

/** npm passes on what a terminal has sent to the process already: milliseconds in which a signal is the same one. */
const SAME_SIGNAL_MS = 1000;

type Signal = (typeof ENDING)[number];

/**
 * What happens when the process is told to end: the first time, work stops and what was made is destroyed; a second
 * time, the process ends at once, and the next run destroys.
 */
export class Interruption {
  /** The signal that came; undefined until then. */
  signal?: Signal;
  private at = 0;
  private stop?: () => void;
  private readonly listener = (signal: Signal) => this.receive(signal);

  /**
   * @param told is called at the first signal
   * @param leave is called at the second
   */
  constructor(
    private readonly told: (signal: Signal) => void,
    private readonly leave: (signal: Signal) => void,
  ) {
    for (const signal of ENDING) process.on(signal, this.listener);
  }

  /** Runs work that a signal can stop. */
  async stoppable<T>(stop: () => void, work: () => Promise<T>): Promise<T> {
    this.stop = stop;
    try {
      return await work();
    } finally {
      this.stop = undefined;
    }
  }

  /** Nothing is listened to any more. */
  end(): void {
    for (const signal of ENDING) process.off(signal, this.listener);
  }

  private receive(signal: Signal): void {
    const now = Date.now();
    const isSame = this.signal !== undefined && now - this.at < SAME_SIGNAL_MS;
    if (isSame) return;
    this.at = now;
    if (this.signal !== undefined) return this.leave(signal);
    this.signal = signal;
    this.told(signal);
    this.stop?.();
  }
}

/** For a run: tells what goes on, and how to go on later. */
export const interruptionOf = (io: Pick<Io, "note">, folder: RunFolder): Interruption =>
  new Interruption(
    (signal) =>
      io.note(
        `\nBroken off (${signal}): what Terraform is making comes to its end, and everything is destroyed. Once more ends at once.`,
      ),
    (signal) => {
      io.note(
        `\nEnded (${signal}). What is left is in ${folder.path}; \`npm run prove -- clean\` destroys it.`,
      );
      process.exit(128 + constants.signals[signal]);
    },
  );
