import { writeFileSync } from "node:fs";
import { Option } from "commander";
import type { Io } from "../../io";
import { FORMATS, type Format } from "../../permissions-report/formats";

export interface OutputOptions {
  readonly format: Format;
  readonly output?: string;
}

export const formatOption = () =>
  new Option("-f, --format <name>", "markdown to read, json for programs, html to search")
    .choices(FORMATS)
    .default("markdown");

export const outputOption = () =>
  new Option("-o, --output <file>", "write into a file instead of showing it");

/** Shows a text, or writes it where that was asked for. */
export function write(io: Io, text: string, output: string | undefined): void {
  if (output === undefined) {
    io.print(text);
    return;
  }
  writeFileSync(output, `${text}\n`);
  io.print(`written to ${output}`);
}
