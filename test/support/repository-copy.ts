import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../kit/processes";
import { PROJECT } from "../kit/project-copy";

/** Git without the configuration of this machine, with an identity. */
export const GIT_ENV = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "A Maintainer",
  GIT_AUTHOR_EMAIL: "maintainer@example.com",
  GIT_COMMITTER_NAME: "A Maintainer",
  GIT_COMMITTER_EMAIL: "maintainer@example.com",
};

/** Runs git in a folder. @returns its output, without the last line break */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run("git", args, { cwd: folder, env: GIT_ENV, check: true });
  return stdout.trimEnd();
}

/** Commits everything in a folder. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", message);
}

/**
 * Makes a git repository with one commit on main: the project's files that git tracks or would track, as they are now.
 *
 * @param to a folder that does not exist
 */
export async function copyRepository(to: string): Promise<string> {
  const listed = await git(
    PROJECT,
    ...["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"],
  );
  mkdirSync(to, { recursive: true });
  for (const file of listed.split("\0").filter((name) => name !== "")) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(PROJECT, file), join(to, file), { force: true });
  }
  await git(to, "init", "--quiet", "--initial-branch=main");
  await commitAll(to, "The project as it is");
  return to;
}
