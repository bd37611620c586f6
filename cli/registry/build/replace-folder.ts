import { readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Replaces a folder by a new one, which is in its place at once and as a whole: whoever reads meanwhile has the old or the
 * new one, and a run that is broken off leaves the old one, or none. Two at the same time don't disturb each other.
 *
 * @param fill writes the content into a folder that it makes; where it fails, nothing of it stays
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
    // Another run may have put its own there in between.
    const isDone = moved(made, folder, "ENOTEMPTY", "EEXIST");
    if (wasThere) rmSync(old, { recursive: true, force: true });
    if (isDone) return;
  }
}

/** @returns whether it was moved, and not kept from that by one of these */
function moved(from: string, to: string, ...codes: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/** A folder beside this one, which only this process uses; readers pass over names with a dot. */
const besideOf = (folder: string, what: "new" | "old"): string =>
  join(dirname(folder), `.${basename(folder)}.${process.pid}.${what}`);

/** Removes what runs that were broken off have left. */
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
    return []; // not there yet
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false; // a former process with the same number
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
