import { readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import type { Io } from "../../cli/terminal/io";
import { dateOf } from "./changelog";
import { notARepository, refused } from "./errors";
import { findProblems, isVersion } from "./find-problems";
import { Git } from "./git";
import { nextSteps } from "./next-steps";
import { type Release, releasedVersions, tagOf } from "./release";
import { STEPS } from "./steps";
import type { ReleaseRun } from "./steps/step";
import { writtenFiles } from "./written-files";

interface ReleaseOptions {
  readonly branch: string;
  readonly dryRun?: boolean;
}

/** `npm run release` @param root the project's folder */
export const releaseCommand = (io: Io, root: string): Command =>
  new Command("npm run release --")
    .description("Check, build and tag a version. Publishes nothing, and says how to publish.")
    .argument("<version>", "the version, such as 1.2.3")
    .option("--branch <name>", "the branch that the release is made on", "main")
    .option("-n, --dry-run", "check, show the steps, and change nothing")
    .addHelpText(
      "after",
      `
Refuses, with all reasons at once: files that are not committed, another branch, a version that is not higher than the last
tag, a changelog without an entry for it, a patch version that grants more permissions, a module's contract that breaks
without a major version, a tag that exists with different content.

Then it writes version, date and granted permissions, packs the modules and the npm package into dist/release/<version>,
with a bill of materials and checksums, commits, and tags. An interrupted run can be run again: it continues where it
stopped.

Exit codes: 0 tagged (with --dry-run: can be released), 1 refused or failed, 2 could not run.

Examples:
  $ npm run release -- 1.1.0 --dry-run
  $ npm run release -- 1.1.0
  $ npm run release -- 1.0.1 --branch release-1.0`,
    )
    .action(async (version: string, { branch, dryRun }: ReleaseOptions) => {
      const git = repositoryAt(root);
      const release = releaseOf(git, version);
      io.progress("checking");
      const valid = isVersion(version);
      const written = valid ? writtenFiles(git, release) : new Map<string, string>();
      const tree = valid ? git.treeWith(written) : undefined;
      const problems = findProblems({ git, release, branch, written, tree });
      io.progress("");
      if (problems.length > 0 || tree === undefined) throw refused(version, problems);
      const folder = join(root, "dist", "release", version);
      const run = { io, git, release, written, tree, folder };
      if (dryRun) return showSteps(run);
      for (const step of STEPS) {
        const done = await step.isDone(run);
        io.progress(step.title);
        if (!done) await step.run(run);
        io.note(`${done ? "was done" : "done"}: ${step.title}`);
      }
      io.print(nextSteps(run, relative(root, folder)));
    });

function repositoryAt(root: string): Git {
  const git = new Git(root);
  const top = git.ask("rev-parse", "--show-toplevel");
  if (top === undefined || realpathSync(top) !== realpathSync(root)) throw notARepository(root);
  return git;
}

function releaseOf(git: Git, version: string): Release {
  const changelog = readFileSync(join(git.folder, "CHANGELOG.md"), "utf8");
  // A run that was interrupted yesterday has written yesterday's date.
  const date = (isVersion(version) ? dateOf(changelog, version) : undefined) ?? today();
  return { version, tag: tagOf(version), date, previous: releasedVersions(git, version).at(-1) };
}

async function showSteps(run: ReleaseRun): Promise<void> {
  const { version, previous } = run.release;
  run.io.print(
    previous === undefined
      ? `${version} can be released. It is the first version.`
      : `${version} can be released, after ${previous}.`,
  );
  for (const step of STEPS)
    run.io.print(`${(await step.isDone(run)) ? "was done" : "to do"}: ${step.title}`);
}

const today = () => new Date().toISOString().slice(0, 10);
