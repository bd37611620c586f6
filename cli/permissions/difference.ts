import semver from "semver";
import { permissionsGrew } from "./errors";
import { coversAction, coversArn } from "../iam/wildcards";
import { table } from "../terminal/table";
import type { ModulePackage } from "../registry/package/packages";
import { type Grant, grantsOf } from "./grants";

/** A grant that only one of two builds has. */
export interface Change {
  /** Whether it lets the connector do more. */
  readonly grows: boolean;
  readonly what: "added" | "removed";
  readonly grant: Grant;
}

/** The changes in permissions from one build to another. */
export function differenceOf(before: readonly Grant[], after: readonly Grant[]): Change[] {
  const known = new Set(before.map(text));
  const kept = new Set(after.map(text));
  return [
    ...after
      .filter((grant) => !known.has(text(grant)))
      .map((grant) => ({
        what: "added" as const,
        grant,
        grows: grant.effect === "Allow" && !before.some((other) => covers(other, grant)),
      })),
    ...before
      .filter((grant) => !kept.has(text(grant)))
      .map((grant) => ({
        what: "removed" as const,
        grant,
        grows: grant.effect === "Deny" && !after.some((other) => covers(other, grant)),
      })),
  ];
}

/** The changes as a table, with those that grant more first. */
export const differenceTable = (changes: readonly Change[]): string =>
  table(
    ["", "change", "where", "effect", "action", "on", "condition"],
    [...changes]
      .sort((a, b) => Number(b.grows) - Number(a.grows))
      .map(({ grows, what, grant }) => [
        grows ? "MORE" : "",
        what,
        grant.where,
        grant.effect,
        grant.action,
        grant.resource,
        grant.condition,
      ]),
  );

/**
 * Refuses a patch version that grants more than the previous version: `~> 1.2.3` must never bring in new permissions
 * unnoticed.
 *
 * @param others other versions of the same module, in any order
 * @throws CommandFailure with the changes as a table
 */
export function refuseGrownPatch(
  candidate: Pick<ModulePackage, "module" | "version" | "files">,
  others: readonly Pick<ModulePackage, "version" | "files">[],
): void {
  const previous = others.find(
    ({ version }) =>
      version ===
      previousVersion(
        candidate.version,
        others.map((each) => each.version),
      ),
  );
  if (previous === undefined || !isPatchOf(candidate.version, previous.version)) return;
  const grown = differenceOf(grantsOf(previous.files), grantsOf(candidate.files)).filter(
    ({ grows }) => grows,
  );
  if (grown.length === 0) return;
  throw permissionsGrew(
    candidate.module,
    previous.version,
    candidate.version,
    differenceTable(grown),
  );
}

/** The highest release below a version. */
export function previousVersion(version: string, all: readonly string[]): string | undefined {
  return all
    .filter((other) => semver.prerelease(other) === null && semver.lt(other, version))
    .sort(semver.rcompare)[0];
}

/** Whether two versions differ only in the patch number. */
export const isPatchOf = (version: string, previous: string): boolean =>
  semver.major(version) === semver.major(previous) &&
  semver.minor(version) === semver.minor(previous);

/** Whether one grant includes all that another allows (or denies), in the same policy. */
const covers = (wide: Grant, narrow: Grant): boolean =>
  wide.where === narrow.where &&
  wide.effect === narrow.effect &&
  coversAction(wide.action, narrow.action) &&
  coversArn(wide.resource, narrow.resource) &&
  (wide.condition === "" || wide.condition === narrow.condition);

const text = (grant: Grant) => JSON.stringify(grant);
