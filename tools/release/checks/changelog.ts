import { entryOf } from "../../../cli/registry/package/changelog";
import { dateOf, isEmptyEntry } from "../changelog";
import type { Problem } from "../problem";

/** The changelog has an entry for the version, which says something. */
export function changelogProblems(changelog: string, version: string): Problem[] {
  const entry = entryOf(changelog, version);
  if (entry === undefined)
    return [
      {
        what: `CHANGELOG.md has no entry for ${version}.`,
        fix: `Add "## [${version}]" above the last version, with what changes for users.`,
      },
    ];
  if (isEmptyEntry(entry))
    return [
      {
        what: `The entry "## [${version}]" in CHANGELOG.md is empty.`,
        fix: "Write what changes for users below it.",
      },
    ];
  const date = dateOf(changelog, version);
  if (date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(date)) return [];
  return [
    {
      what: `The date "${date}" of "## [${version}]" in CHANGELOG.md is not a valid date.`,
      fix: "Remove it: this command writes the date.",
    },
  ];
}
