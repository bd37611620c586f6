import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import semver from "semver";
import type { Released } from "../../cli/permissions/released";
import { MODULE_NAMES } from "../../modules/module-names";
import { type ModuleContract, contractFile, contractOf } from "../data/module-contract";
import { branchProblems } from "./checks/branch";
import { changelogProblems } from "./checks/changelog";
import { contractProblems } from "./checks/contract";
import { permissionProblems } from "./checks/permissions";
import { tagProblems } from "./checks/tag";
import { versionProblems } from "./checks/version";
import { workTreeProblems } from "./checks/work-tree";
import type { Git } from "./git";
import type { Problem } from "./problem";
import { type Release, tagOf } from "./release";
import { recordPath } from "./written-files";

/** What the checks look at. */
export interface Subject {
  readonly git: Git;
  readonly release: Release;
  /** The branch that releases are made on. */
  readonly branch: string;
  /** What the release writes, by path; empty if the version is not valid. */
  readonly written: ReadonlyMap<string, string>;
  /** The tree of the release's commit; undefined if the version is not valid. */
  readonly tree?: string;
}

/** All reasons why a version can't be released. */
export function findProblems({ git, release, branch, written, tree }: Subject): Problem[] {
  const { version, previous } = release;
  const read = (path: string) => {
    const file = join(git.folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const general = [
    ...versionProblems(version, previous),
    ...branchProblems(git, branch),
    ...workTreeProblems(git, written, read),
  ];
  if (tree === undefined) return general;
  const changelog = written.get("CHANGELOG.md") ?? "";
  return [
    ...general,
    ...tagProblems(git, release, tree),
    ...changelogProblems(changelog, version),
    ...(previous === undefined ? [] : comparisons(git, release, previous, written, changelog)),
  ];
}

/** What differs from the previous version without the version or the changelog saying so. */
function comparisons(
  git: Git,
  release: Release,
  previous: string,
  written: ReadonlyMap<string, string>,
  changelog: string,
): Problem[] {
  const tag = tagOf(previous);
  const before = <T>(path: string): T | undefined => {
    const text = git.fileAt(tag, path);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  const grants = MODULE_NAMES.flatMap((module) => {
    const path = recordPath(module);
    const old = before<Released>(path);
    const now = JSON.parse(written.get(path) ?? "{}") as Released;
    return old === undefined ? [] : [{ module, before: old.grants, after: now.grants }];
  });
  const recorded = git
    .run(["ls-tree", "--name-only", tag, "test/fixtures/module-contracts/"])
    .split("\n")
    .filter((path) => path !== "")
    .map((path) => basename(path, ".json"));
  const contracts = recorded.map((module) => {
    const name = MODULE_NAMES.find((each) => each === module);
    return {
      module,
      before: before<ModuleContract>(contractFile(module)),
      ...(name === undefined ? {} : { after: contractOf(name) }),
    };
  });
  return [
    ...permissionProblems(release, grants, changelog),
    ...contractProblems(release, contracts),
  ];
}

/** Whether a version has the form of one, so that files can be written with it. */
export const isVersion = (version: string): boolean => semver.valid(version) === version;
