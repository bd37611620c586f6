import { isUtf8 } from "node:buffer";
import type { SyntaxProblem } from "../model/configuration";
import { Lines } from "./lines";

/** What a file holds: its text, or its bytes, of which nobody knows yet whether they are one. */
export type Content = string | Buffer;

export const textIn = (content: Content): string =>
  typeof content === "string" ? content : content.toString("utf8");

/** Terraform reads UTF-8 only. */
export function notText(file: string, content: Content): SyntaxProblem[] {
  if (typeof content === "string" || isUtf8(content)) return [];
  const text = textIn(content);
  const at = text.indexOf("\ufffd");
  return [
    {
      message: "This is not UTF-8, the only encoding that Terraform reads.",
      mend: "Save the file as UTF-8; if it is no text at all, give it another name.",
      range: new Lines(file, text).between(at, at + 1),
    },
  ];
}
