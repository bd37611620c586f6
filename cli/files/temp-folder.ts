import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { noTempFolder } from "./errors";
import { ENDING } from "../terminal/signals";

/**
 * Runs work in a temporary folder, and removes the folder afterwards, also when the process gets a termination signal.
 *
 * @param work gets an AbortSignal: aborted on a termination signal, and when the work ends, to stop what it left
 * running
 * @throws CommandFailure if no folder can be created
 */
export async function inTempFolder<T>(
  prefix: string,
  work: (folder: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const folder = createTempFolder(prefix);
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

function createTempFolder(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    throw noTempFolder(tmpdir(), (error as NodeJS.ErrnoException).code ?? "");
  }
}
