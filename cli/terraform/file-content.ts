import { isUtf8 } from "node:buffer";
import type { SyntaxProblem } from "./configuration";
import { startOf } from "./range";
import { Lines } from "./lines";

/** A file that is not read, and why. */
export interface SkippedFile {
  readonly reason: string;
}

/** What a file holds: its text, or its bytes, of which nobody knows yet whether they are one. */
export type Content = string | Buffer | SkippedFile;

const isSkipped = (content: Content): content is SkippedFile =>
  typeof content !== "string" && !Buffer.isBuffer(content);

export const textIn = (content: Content): string =>
  typeof content === "string" ? content : isSkipped(content) ? "" : content.toString("utf8");

/** Why a file can't be read as a text; Terraform reads UTF-8 only. */
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
