import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Puts a file in place at once: whoever reads it has the old content or the new one, and a write that fails leaves the
 * old one. A device or a pipe is written to as it is.
 *
 * @param mode of a file that was not there. @default - as the process makes files
 * @throws Error of the system, with the file's path
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

/** Writes a file in a folder that is not in its place yet. @throws Error of the system, with the file's path */
export function writeTo(file: string, content: Buffer | string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw withPath(error, file);
  }
}

/** Node names no path where writing fails, and the unfinished file's where opening does. */
const withPath = (error: unknown, path: string): Error => Object.assign(error as Error, { path });
