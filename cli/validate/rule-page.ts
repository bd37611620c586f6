import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../project";

/** A rule's page in docs/rules, without HTML comments. */
export const rulePage = (id: string): string =>
  readFileSync(join(PROJECT_ROOT, "docs", "rules", `${id}.md`), "utf8")
    .replace(/<!--.*?-->\n*/gs, "")
    .trimEnd();
