import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { noTempFolder } from "./errors";
import { ENDING } from "../terminal/signals";

/**
 * Gives a folder to some work, and removes it after that, be it that the process is told to end meanwhile.
 *
 * @param work its signal is aborted when the process is told to end, and once the work is over, for what it left running
 * @throws CommandFailure where no folder can be made
 */
export async function inTempFolder<T>(
  prefix: string,
  work: (folder: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const folder = made(prefix);
  const aborted = new AbortController();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const end = (signal: (typeof ENDING)[number]) => {
    aborted.abort();
    remove();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ENDING) process.once(signal, end);
  try {
    return await work(folder, aborted.signal);
  } finally {
    for (const signal of ENDING) process.off(signal, end);
    aborted.abort();
    remove();
  }
}

function made(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    throw noTempFolder(tmpdir(), (error as NodeJS.ErrnoException).code ?? "");
  }
}
