import semver from "semver";
import type { Files } from "../build/module-files";
import { untold, untoldGrowth } from "../errors";

/** The section of a version's entry that says what the connector may do more. */
const PERMISSIONS = /^### Permissions$/m;

/**
 * What a changelog says of a version; undefined where it has no entry for it. A release candidate counts to the version that
 * it is for. https://keepachangelog.com
 */
export function entryOf(changelog: string, version: string): string | undefined {
  const release = semver.coerce(version)?.version;
  const [, ...entries] = changelog.split(/^## /m);
  return [version, release]
    .map((each) => entries.find((entry) => entry.startsWith(`[${each}]`)))
    .find((entry) => entry !== undefined);
}

/**
 * Refuses a version that its own changelog says nothing of.
 *
 * @param grew the table of what it grants more than the version before; undefined where it grants no more
 * @throws CommandFailure without an entry, and without its section on permissions where they grew
 */
export function requireChangelogEntry(
  { module, version, files }: { module: string; version: string; files: Files },
  grew: { readonly from: string; readonly table: string } | undefined,
): void {
  const changelog = files.get("CHANGELOG.md")?.toString("utf8") ?? "";
  const entry = entryOf(changelog, version);
  if (entry === undefined) throw untold(module, version);
  if (grew !== undefined && !PERMISSIONS.test(entry))
    throw untoldGrowth(module, version, grew.from, grew.table);
}
