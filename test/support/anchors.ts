import { readFileSync } from "node:fs";
import { join } from "node:path";
import { slug } from "../../tools/site/slug";
import { PROJECT } from "../kit/project-copy";

/** A document of the project without its blocks of code. */
export const proseOf = (file: string): string =>
  readFileSync(join(PROJECT, file), "utf8").replace(/^```[^]*?^```$/gm, "");

/** GitHub's anchors of a document's headings. @param headings @default - of every level */
export const anchorsIn = (file: string, headings = /^#+ (.+)$/gm): string[] =>
  [...proseOf(file).matchAll(headings)].map(([, heading]) => slug(heading!));
