import semver from "semver";
import type { Git } from "./git";

/** The version that is being released. */
export interface Release {
  readonly version: string;
  /** Such as `v1.1.0`. */
  readonly tag: string;
  /** The highest released version besides this one; undefined before the first release. */
  readonly previous?: string;
  /** Day of the release in UTC, such as `2026-11-29`. */
  readonly date: string;
}

/** The tag of a version. */
export const tagOf = (version: string): string => `v${version}`;

/** The versions that are tagged, apart from one. */
export function releasedVersions(git: Git, except: string): string[] {
  return git
    .run(["tag", "--list", "v*"])
    .split("\n")
    .map((tag) => tag.slice(1))
    .filter((version) => semver.valid(version) === version && version !== except)
    .filter((version) => semver.prerelease(version) === null)
    .sort(semver.compare);
}
