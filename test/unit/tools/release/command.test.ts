import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../../../cli/terminal/run-command";
import { releaseCommand } from "../../../../tools/release/command";
import { STEPS } from "../../../../tools/release/steps";
import { cleanUp, tempDir } from "../../../kit/processes";
import { collect } from "../../../support/cli";
import { commitAll, git } from "../../../support/repository-copy";

let folder = "";

beforeEach(async () => {
  folder = tempDir("release-");
  await git(folder, "init", "--quiet", "--initial-branch=main");
  for (const file of ["package.json", "package-lock.json"])
    writeFileSync(join(folder, file), '{\n  "version": "1.0.0"\n}\n');
  writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## [1.0.0]\n\n- All.\n");
  await commitAll(folder, "First");
});
afterAll(cleanUp);

async function release(...args: string[]) {
  const { io, out, err } = collect();
  const code = await runCommand(releaseCommand(io, folder), ["node", "release", ...args], io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

it("refuses with all reasons at once, and changes nothing", async () => {
  await git(folder, "tag", "v10.0.0");
  await git(folder, "switch", "--quiet", "--create", "fix");
  writeFileSync(join(folder, "left.txt"), "");
  const { code, err } = await release("9.0.0");
  expect(err.split("\n")).toEqual([
    '"9.0.0" can\'t be released:',
    "- 9.0.0 is not higher than 10.0.0, the last tagged version.",
    "  Fix: Give 10.0.1, 10.1.0 or 11.0.0.",
    "- The branch is fix; releases are made on main.",
    "  Fix: git switch main, or release from this branch with --branch fix",
    "- These files have changes that are not committed: left.txt.",
    "  Fix: Commit them, or put them aside: git stash --include-untracked",
    "- CHANGELOG.md has no entry for 9.0.0.",
    '  Fix: Add "## [9.0.0]" above the last version, with what changes for users.',
  ]);
  expect(code).toBe(1);
  expect(await git(folder, "status", "--porcelain")).toBe("?? left.txt");
});

it("shows the steps with --dry-run, and changes nothing", async () => {
  const { code, out } = await release("1.0.0", "--dry-run");
  expect(out.split("\n")).toEqual([
    "1.0.0 can be released. It is the first version.",
    ...STEPS.map(({ title }) => `to do: ${title}`),
  ]);
  expect(code).toBe(0);
  expect(await git(folder, "status", "--porcelain", "--ignored")).toBe("");
});

it("has help with examples", async () => {
  const { code, out } = await release("--help");
  expect(out).toContain("$ npm run release -- 1.1.0 --dry-run");
  expect(code).toBe(0);
});

it.each([
  ["latest", 1, '"latest" is not a valid version.'],
  ["", 2, "An argument is empty."],
])("refuses the version %j", async (version, expected, message) => {
  const { code, err } = await release(version);
  expect(err).toContain(message);
  expect(code).toBe(expected);
});

it.each([[[]], [["1.0.0", "1.1.0"]], [["1.0.0", "--force"]]])("can't run with %j", async (args) => {
  expect((await release(...args)).code).toBe(2);
});

it("can't run outside of a repository", async () => {
  folder = tempDir("none-");
  const { code, err } = await release("1.0.0");
  expect(err).toBe(
    `${folder} is not the root of a git repository. Clone the repository, and run this command there.`,
  );
  expect(code).toBe(2);
});
