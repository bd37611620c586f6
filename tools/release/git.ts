import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cannotRun } from "../../cli/terminal/errors";

/** A git repository's work tree. */
export class Git {
  /** @param folder the repository's root */
  constructor(readonly folder: string) {}

  /** @returns git's output, without the last line break. @throws CommandFailure if git fails */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ""): string {
    const { status, stdout, stderr, error } = this.spawn(args, env, input);
    if (status !== 0)
      throw cannotRun(
        `git ${args[0]} failed: ${error?.message ?? (stderr.trim() || stdout.trim())}`,
      );
    return stdout.trimEnd();
  }

  /** Git's output; undefined if it fails, such as for something that does not exist. */
  ask(...args: readonly string[]): string | undefined {
    const { status, stdout } = this.spawn(args);
    return status === 0 ? stdout.trimEnd() : undefined;
  }

  /** A file at a revision; undefined if it is not there. */
  fileAt(revision: string, path: string): string | undefined {
    const { status, stdout } = this.spawn(["show", `${revision}:${path}`]);
    return status === 0 ? stdout : undefined;
  }

  /**
   * The tree that HEAD would have with some files changed. Writes nothing into the repository.
   *
   * @param files contents by path
   */
  treeWith(files: ReadonlyMap<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), "release-tree-"));
    try {
      const objects = join(folder, "objects");
      mkdirSync(objects);
      const env = {
        GIT_INDEX_FILE: join(folder, "index"),
        GIT_OBJECT_DIRECTORY: objects,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(
          this.folder,
          this.run(["rev-parse", "--git-path", "objects"]),
        ),
      };
      this.run(["read-tree", "HEAD"], env);
      for (const [path, content] of files) {
        const blob = this.run(["hash-object", "-w", "--stdin", "--path", path], env, content);
        this.run(["update-index", "--add", "--cacheinfo", `100644,${blob},${path}`], env);
      }
      return this.run(["write-tree"], env);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private spawn(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = "") {
    return spawnSync("git", args, {
      cwd: this.folder,
      env: { ...process.env, ...env, LC_ALL: "C" },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      input,
    });
  }
}
