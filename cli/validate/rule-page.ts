import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../project";

/** A rule's page in docs/rules: what it is for, with examples; without the comments for tools that read Markdown. */
export const pageOf = (id: string): string =>
  readFileSync(join(PROJECT_ROOT, "docs", "rules", `${id}.md`), "utf8")
    .replace(/<!--.*?-->\n*/gs, "")
    .trimEnd();
