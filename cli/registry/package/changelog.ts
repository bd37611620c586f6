import semver from "semver";
import type { Files } from "../build/module-files";
import { missingChangelogEntry, missingPermissionsSection } from "../errors";

/** The section of an entry that lists new permissions. */
const PERMISSIONS = /^### Permissions$/m;

/**
 * A version's entry in a changelog; undefined if there is none. A release candidate uses the entry of its release.
 * https://keepachangelog.com
 */
export function entryOf(changelog: string, version: string): string | undefined {
  const release = semver.coerce(version)?.version;
  const [, ...entries] = changelog.split(/^## /m);
  return [version, release]
    .map((each) => entries.find((entry) => entry.startsWith(`[${each}]`)))
    .find((entry) => entry !== undefined);
}

/** Whether an entry lists new permissions. */
export const hasPermissionsSection = (entry: string): boolean => PERMISSIONS.test(entry);

/**
 * Requires a changelog entry for a version.
 *
 * @param grew the permissions that it adds to the previous version, as a table; undefined if none
 * @throws CommandFailure without an entry, or without its section Permissions if permissions grew
 */
export function requireChangelogEntry(
  { module, version, files }: { module: string; version: string; files: Files },
  grew: { readonly from: string; readonly table: string } | undefined,
): void {
  const changelog = files.get("CHANGELOG.md")?.toString("utf8") ?? "";
  const entry = entryOf(changelog, version);
  if (entry === undefined) throw missingChangelogEntry(module, version);
  if (grew !== undefined && !hasPermissionsSection(entry))
    throw missingPermissionsSection(module, version, grew.from, grew.table);
}
