/** The heading of a version in the changelog: `## [1.1.0]`, with ` - 2026-11-29` once it is released. */
const headingOf = (version: string): RegExp =>
  new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\](?: - (\\S+))?[ \\t]*$`, "m");

/** The date in a version's heading; undefined if there is none. */
export const dateOf = (changelog: string, version: string): string | undefined =>
  headingOf(version).exec(changelog)?.[1];

/** A changelog with the date in a version's heading. */
export const withDate = (changelog: string, version: string, date: string): string =>
  changelog.replace(headingOf(version), `## [${version}] - ${date}`);

/** Whether a changelog's entry says anything below its headings. */
export const isEmptyEntry = (entry: string): boolean =>
  entry
    .split("\n")
    .slice(1)
    .every((line) => line.trim() === "" || line.startsWith("#") || /^\[[^\]]+\]:/.test(line));
