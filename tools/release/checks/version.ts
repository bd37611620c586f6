import semver from "semver";
import type { Problem } from "../problem";

/** A version is a release in semver's form, higher than all before it. */
export function versionProblems(version: string, previous: string | undefined): Problem[] {
  if (semver.valid(version) !== version)
    return [
      {
        what: `"${version}" is not a valid version.`,
        fix: "Give one such as 1.2.3, without a leading v: https://semver.org.",
      },
    ];
  if (semver.prerelease(version) !== null)
    return [
      {
        what: `${version} is a release candidate, which this command does not release.`,
        fix: `Package the modules with npx apono-connector modules package --as ${version}, and publish them with the same --as.`,
      },
    ];
  if (previous === undefined || semver.gt(version, previous)) return [];
  return [
    {
      what: `${version} is not higher than ${previous}, the last tagged version.`,
      fix: `Give ${semver.inc(previous, "patch")}, ${semver.inc(previous, "minor")} or ${semver.inc(previous, "major")}.`,
    },
  ];
}
