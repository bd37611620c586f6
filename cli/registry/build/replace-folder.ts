import { readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Replaces a folder as a whole: readers see the old or the new one, and an interrupted run leaves the old one or none.
 * Safe to run twice at the same time.
 *
 * @param fill creates the new folder with its content; if it throws, the new folder is removed
 */
export function replaceFolder(folder: string, fill: (folder: string) => void): void {
  removeAbandoned(folder);
  const made = besideOf(folder, "new");
  try {
    fill(made);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
  for (;;) {
    const old = besideOf(folder, "old");
    const wasThere = moved(folder, old, "ENOENT");
    // Another run may have put its own folder there meanwhile.
    const isDone = moved(made, folder, "ENOTEMPTY", "EEXIST");
    if (wasThere) rmSync(old, { recursive: true, force: true });
    if (isDone) return;
  }
}

/** @returns false if renaming fails with one of these error codes */
function moved(from: string, to: string, ...codes: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/** A hidden folder beside this one that only this process uses. */
const besideOf = (folder: string, what: "new" | "old"): string =>
  join(dirname(folder), `.${basename(folder)}.${process.pid}.${what}`);

/** Removes the folders of interrupted runs. */
function removeAbandoned(folder: string): void {
  const parent = dirname(folder);
  const start = `.${basename(folder)}.`;
  for (const name of namesIn(parent)) {
    const pid = /^(\d+)\.(?:new|old)$/.exec(
      name.startsWith(start) ? name.slice(start.length) : "",
    )?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the folder does not exist yet
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false; // an earlier process with the same id
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
