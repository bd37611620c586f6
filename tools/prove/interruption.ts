import { constants } from "node:os";
import type { Io } from "../../cli/terminal/io";
import { ENDING } from "../../cli/terminal/signals";
import type { RunFolder } from "./run-folder";

/** npm forwards the terminal's signal, so it arrives twice. Time in which a repeated signal is ignored, in milliseconds. */
const SAME_SIGNAL_MS = 1000;

type Signal = (typeof ENDING)[number];

/**
 * Handles signals that end the process. The first stops the checks, and everything is destroyed; the second ends the
 * process at once, and the next run destroys what is left.
 */
export class Interruption {
  /** The first signal; undefined if there was none. */
  signal?: Signal;
  private receivedAt = 0;
  private stop?: () => void;
  private readonly listener = (signal: Signal) => this.receive(signal);

  /**
   * @param onFirst called at the first signal
   * @param onSecond called at the second
   */
  constructor(
    private readonly onFirst: (signal: Signal) => void,
    private readonly onSecond: (signal: Signal) => void,
  ) {
    for (const signal of ENDING) process.on(signal, this.listener);
  }

  /** Runs work that the first signal stops. @param stop stops it */
  async stoppable<T>(stop: () => void, work: () => Promise<T>): Promise<T> {
    this.stop = stop;
    try {
      return await work();
    } finally {
      this.stop = undefined;
    }
  }

  /** Removes the signal handlers. */
  end(): void {
    for (const signal of ENDING) process.off(signal, this.listener);
  }

  private receive(signal: Signal): void {
    const now = Date.now();
    const isRepeated = this.signal !== undefined && now - this.receivedAt < SAME_SIGNAL_MS;
    if (isRepeated) return;
    this.receivedAt = now;
    if (this.signal !== undefined) return this.onSecond(signal);
    this.signal = signal;
    this.onFirst(signal);
    this.stop?.();
  }
}

/** The interruption of a run, which prints what happens next. */
export const interruptionOf = (io: Pick<Io, "note">, folder: RunFolder): Interruption =>
  new Interruption(
    () =>
      io.note(
        `\nInterrupted. Waiting for Terraform, then destroying everything. Press Ctrl-C again to stop now.`,
      ),
    (signal) => {
      io.note(
        `\nStopped. To destroy what is left, run \`npm run prove -- clean\`. State and logs: ${folder.path}`,
      );
      process.exit(128 + constants.signals[signal]);
    },
  );
