import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { branchProblems } from "../../../../../tools/release/checks/branch";
import { tagProblems } from "../../../../../tools/release/checks/tag";
import { workTreeProblems } from "../../../../../tools/release/checks/work-tree";
import { Git } from "../../../../../tools/release/git";
import { releasedVersions } from "../../../../../tools/release/release";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { commitAll, git } from "../../../../support/repository-copy";

let folder = "";
let repository: Git;

const write = (path: string, content: string) => writeFileSync(join(folder, path), content);
const read = (path: string) => readFileSync(join(folder, path), "utf8");

beforeEach(async () => {
  folder = tempDir("release-");
  repository = new Git(folder);
  await git(folder, "init", "--quiet", "--initial-branch=main");
  write("package.json", "old\n");
  await commitAll(folder, "First");
});
afterAll(cleanUp);

describe("the work tree", () => {
  const problems = () => workTreeProblems(repository, new Map([["package.json", "new\n"]]), read);

  it("is clean, or has what an interrupted run wrote", () => {
    expect(problems()).toEqual([]);
    write("package.json", "new\n");
    expect(problems()).toEqual([]);
  });

  it("has no other changes, in these files or others, tracked or not", async () => {
    write("package.json", "other\n");
    mkdirSync(join(folder, "a folder"));
    for (const name of ["b", "ä", "d", "e", "f"]) write(`a folder/${name}`, "");
    await git(folder, "add", "a folder/d");
    expect(problems()).toEqual([
      {
        what: "These files have changes that are not committed: a folder/d, package.json, a folder/b, a folder/e, a folder/f and 1 more.",
        fix: "Commit them, or put them aside: git stash --include-untracked",
      },
    ]);
  });
});

describe("the branch", () => {
  it("is the one that releases are made on", async () => {
    expect(branchProblems(repository, "main")).toEqual([]);
    await git(folder, "switch", "--quiet", "--create", "fix");
    expect(branchProblems(repository, "fix")).toEqual([]);
    expect(branchProblems(repository, "main")).toEqual([
      {
        what: "The branch is fix; releases are made on main.",
        fix: "git switch main, or release from this branch with --branch fix",
      },
    ]);
  });

  it("is checked out", async () => {
    await git(folder, "switch", "--quiet", "--detach");
    expect(branchProblems(repository, "main")).toEqual([
      { what: "No branch is checked out; releases are made on main.", fix: "git switch main" },
    ]);
  });

  it("has its tags: a shallow clone may lack them", async () => {
    write("b", "");
    await commitAll(folder, "Second");
    const clone = join(tempDir("clone-"), "clone");
    await git(folder, "clone", "--quiet", "--depth", "1", `file://${folder}`, clone);
    expect(branchProblems(new Git(clone), "main").map(({ fix }) => fix)).toEqual([
      "git fetch --unshallow --tags",
    ]);
  });
});

describe("the tag", () => {
  const release = { version: "1.1.0", tag: "v1.1.0", date: "2026-03-04" };

  it("does not exist, or has the content of the release", async () => {
    const tree = repository.treeWith(new Map([["package.json", "new\n"]]));
    expect(tagProblems(repository, release, tree)).toEqual([]);
    write("package.json", "new\n");
    await commitAll(folder, "Release");
    await git(folder, "tag", "v1.1.0");
    expect(tagProblems(repository, release, tree)).toEqual([]);
    expect(await git(folder, "rev-parse", "HEAD^{tree}")).toBe(tree);
    write("package.json", "changed later\n");
    await commitAll(folder, "Later");
    expect(
      tagProblems(repository, release, repository.treeWith(new Map())).map(({ what }) => what),
    ).toEqual(["The tag v1.1.0 exists with different content."]);
  });
});

it("released versions are tags in semver's form and order, apart from this one and candidates", async () => {
  for (const tag of ["v1.9.0", "v1.10.0", "v1.2.0-rc.1", "v2", "vv3.0.0", "1.11.0", "v1.12.0"])
    await git(folder, "tag", tag);
  expect(releasedVersions(repository, "1.12.0")).toEqual(["1.9.0", "1.10.0"]);
});

it("a tree is computed without writing into the repository", async () => {
  const objects = () => git(folder, "count-objects");
  const before = await objects();
  repository.treeWith(new Map([["a/new file", "content\n"]]));
  expect(await objects()).toBe(before);
  expect(await git(folder, "status", "--porcelain")).toBe("");
});
