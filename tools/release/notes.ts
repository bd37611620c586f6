/**
 * Prints a version's entry in the changelog, for its release on GitHub: `npx tsx tools/release/notes.ts 1.1.0`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../cli/project";
import { entryOf } from "../../cli/registry/package/changelog";

const version = process.argv[2] ?? "";
const entry = entryOf(readFileSync(join(PROJECT_ROOT, "CHANGELOG.md"), "utf8"), version);
if (entry === undefined) {
  console.error(`CHANGELOG.md has no entry for "${version}".`);
  process.exitCode = 1;
} else {
  // Without the heading: the release has the version as its title.
  console.log(entry.split("\n").slice(1).join("\n").trim());
}
