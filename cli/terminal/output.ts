import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { cannotRun } from "./errors";
import type { Io } from "./io";
import { writeWhole } from "../files/write-whole";

/**
 * Checks, before any work is done, that the result can be written. Creates no folder: a missing folder is most likely a
 * typing error.
 *
 * @param file the value of `--output`; undefined for standard output
 * @throws CommandFailure if its folder does not exist, or it is a folder itself
 */
export function checkOutput(file: string | undefined): void {
  if (isStandardOutput(file)) return;
  const refuse = (problem: string) => cannotRun(`--output ${file}: ${problem}`);
  const folder = dirname(file);
  if (!existsSync(folder))
    throw refuse(`The folder ${folder} does not exist. Create it, or correct the path.`);
  if (!statSync(folder).isDirectory())
    throw refuse(`${folder} is a file, not a folder. Correct the path.`);
  if (existsSync(file) && statSync(file).isDirectory())
    throw refuse(`This is a folder. Give a file in it, such as ${join(file, "findings.txt")}.`);
}

/** Whether the result goes to standard output: no file, or `-`. */
const isStandardOutput = (file: string | undefined): file is undefined | "-" =>
  file === undefined || file === "-";

/** Prints a result, or writes it to a file. */
export function writeResult(io: Io, text: string, file: string | undefined): void {
  if (isStandardOutput(file)) {
    if (text !== "") io.print(text);
    return;
  }
  checkOutput(file);
  writeWhole(file, text === "" ? "" : `${text}\n`);
  io.note(`Written to ${file}.`);
}
