import { isUtf8 } from "node:buffer";
import type { SyntaxProblem } from "./configuration";
import { startOf } from "./range";
import { Lines } from "./lines";

/** A file that was not read, and why. */
export interface SkippedFile {
  readonly reason: string;
}

/** The content of a file: its text, its bytes, or why it was not read. */
export type Content = string | Buffer | SkippedFile;

const isSkipped = (content: Content): content is SkippedFile =>
  typeof content !== "string" && !Buffer.isBuffer(content);

export const textIn = (content: Content): string =>
  typeof content === "string" ? content : isSkipped(content) ? "" : content.toString("utf8");

/** The problems with a file that was not read or is not UTF-8. */
export function contentProblems(file: string, content: Content): SyntaxProblem[] {
  if (typeof content === "string") return [];
  if (isSkipped(content))
    return [
      {
        message: `This file was not read: ${content.reason}.`,
        fix: "Split the file, or exclude it; all other files are checked.",
        range: startOf(file),
      },
    ];
  if (isUtf8(content)) return [];
  const text = textIn(content);
  const at = text.indexOf("\ufffd");
  return [
    {
      message: "The file is not UTF-8 text, which Terraform requires.",
      fix: "Save the file as UTF-8; if it is not text, rename it.",
      range: new Lines(file, text).between(at, at + 1),
    },
  ];
}
