import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { unusable } from "./errors";
import type { Io } from "./io";
import { writeWhole } from "../files/write-whole";

/**
 * Makes sure that a result can be written, before work is put into it. No folder is made: one that isn't there is a path
 * that was mistyped more often than not.
 *
 * @param file as `--output` has it; undefined for standard output
 * @throws CommandFailure where there is no such folder, or the file is one
 */
export function checkOutput(file: string | undefined): void {
  if (isStandardOutput(file)) return;
  const refuse = (problem: string) => unusable(`--output ${file}: ${problem}`);
  const folder = dirname(file);
  if (!existsSync(folder))
    throw refuse(`There is no folder ${folder}. Make it first, or correct the path.`);
  if (!statSync(folder).isDirectory())
    throw refuse(`${folder} is a file, and no folder. Correct the path.`);
  if (existsSync(file) && statSync(file).isDirectory())
    throw refuse(`That is a folder. Name a file in it, such as ${join(file, "findings.txt")}.`);
}

/** Nothing, or `-` as for standard input. */
const isStandardOutput = (file: string | undefined): file is undefined | "-" =>
  file === undefined || file === "-";

/** Shows a result, or writes it where that was asked for. */
export function writeResult(io: Io, text: string, file: string | undefined): void {
  if (isStandardOutput(file)) {
    if (text !== "") io.print(text);
    return;
  }
  checkOutput(file);
  writeWhole(file, text === "" ? "" : `${text}\n`);
  io.note(`Written to ${file}.`);
}
