import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { noPlaceForFolder } from "./errors";

/**
 * Creates a folder and its missing parents.
 *
 * Node's `recursive` option is not used: in a folder like /proc it never returns.
 *
 * @throws a system error, or CommandFailure if no folder can be created there
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let there = resolve(folder);
  for (; !existsSync(there); there = dirname(there)) missing.unshift(there);
  for (const each of missing) makeOne(each, folder);
  // A file is in the way: mkdir throws the system's error for it.
  if (missing.length === 0 && !statSync(there).isDirectory()) mkdirSync(there);
}

function makeOne(folder: string, wanted: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process created it meanwhile.
    if (code === "EEXIST" && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    if (code === "ENOENT") throw noPlaceForFolder(wanted, dirname(folder));
    throw error;
  }
}
