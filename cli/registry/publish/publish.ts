import { differentContent } from "../errors";
import type { Io } from "../../terminal/io";
import { contentDigest } from "../package/archive";
import type { ModulePackage } from "../package/packages";
import { requireChangelogEntry } from "../package/changelog";
import {
  differenceOf,
  differenceTable,
  previousVersion,
  refuseGrownPatch,
} from "../../permissions/difference";
import { grantsOf } from "../../permissions/grants";
import type { Target } from "./target";

export interface PublishOptions {
  /** Check only; publish nothing. */
  readonly dryRun: boolean;
}

/**
 * Publishes packages. Checks all before writing the first, and skips those already published, so that an interrupted
 * publication can be run again.
 *
 * @throws CommandFailure if a version is published with other content, a patch version grants more, or the changelog
 * lacks the version
 */
export async function publish(
  io: Io,
  packages: readonly ModulePackage[],
  target: Target,
  { dryRun }: PublishOptions,
): Promise<void> {
  const missing: ModulePackage[] = [];
  for (const each of packages) {
    io.progress(`checking ${each.module} ${each.version}`);
    const isThere = await isPublished(each, target);
    if (isThere) io.print(`unchanged: ${nameOf(each)} is already in ${target.description}`);
    else missing.push(each);
  }
  for (const each of missing) {
    io.progress(`publishing ${nameOf(each)}`);
    if (!dryRun) await target.write(each);
    io.print(`${dryRun ? "would publish" : "published"} ${nameOf(each)} to ${target.description}`);
    io.print(indented(target.usage(each)));
  }
  io.progress("");
  if (dryRun) io.note("Dry run: nothing was published.");
}

async function isPublished(each: ModulePackage, target: Target): Promise<boolean> {
  const there = await target.read(each.module, each.version);
  if (there?.files !== undefined && contentDigest(there.files) !== contentDigest(each.files))
    throw differentContent(each.module, each.version, target.description);
  if (there?.complete) return true;
  await refuseGrown(each, target);
  return false;
}

/**
 * Compares a version's permissions with the previous one: more permissions require a minor version and a changelog
 * entry.
 */
async function refuseGrown(each: ModulePackage, target: Target): Promise<void> {
  const previous = previousVersion(each.version, await target.versions(each.module));
  const files =
    previous === undefined ? undefined : (await target.read(each.module, previous))?.files;
  if (previous === undefined || files === undefined) return requireChangelogEntry(each, undefined);
  refuseGrownPatch(each, [{ version: previous, files }]);
  const grown = differenceOf(grantsOf(files), grantsOf(each.files)).filter(({ grows }) => grows);
  requireChangelogEntry(
    each,
    grown.length === 0 ? undefined : { from: previous, table: differenceTable(grown) },
  );
}

const nameOf = ({ module, version }: ModulePackage) => `${module} ${version}`;

const indented = (text: string) =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
