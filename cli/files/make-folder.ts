import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { noPlaceForFolder } from "./errors";

/**
 * Makes a folder and those above it, where they are not there yet.
 *
 * Not by Node's `recursive`: where a folder is there and takes no new ones, as /proc, that tries for ever.
 *
 * @throws Error of the system, or CommandFailure where the place takes no folders at all
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let there = resolve(folder);
  for (; !existsSync(there); there = dirname(there)) missing.unshift(there);
  for (const each of missing) makeOne(each, folder);
  // A file in its place: the system's own answer says so.
  if (missing.length === 0 && !statSync(there).isDirectory()) mkdirSync(there);
}

function makeOne(folder: string, wanted: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody else made it in the meantime.
    if (code === "EEXIST" && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    if (code === "ENOENT") throw noPlaceForFolder(wanted, dirname(folder));
    throw error;
  }
}
