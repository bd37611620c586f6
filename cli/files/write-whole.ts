import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a file atomically: readers see the old content or the new, and a failed write leaves the old. A device or pipe
 * is written to directly.
 *
 * @param mode of a new file. Default: by the process's umask
 * @throws a system error with the file's path
 */
export function writeWhole(file: string, content: Buffer | string, mode?: number): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile()) return writeTo(file, content);
  const target = stat === undefined ? file : realpathSync(file);
  const unfinished = `${target}.${process.pid}`;
  try {
    writeFileSync(unfinished, content, { mode });
    if (stat !== undefined) chmodSync(unfinished, stat.mode);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw withPath(error, file);
  }
}

/** Writes a file directly. @throws a system error with the file's path */
export function writeTo(file: string, content: Buffer | string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw withPath(error, file);
  }
}

/** Sets the path: Node's error has none for a failed write, and the temporary file's for a failed open. */
const withPath = (error: unknown, path: string): Error => Object.assign(error as Error, { path });
