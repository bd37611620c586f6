import { execFile } from "node:child_process";
import { cannotRun, failure } from "../../terminal/errors";

/** Runs git in a repository's folder. */
export class Git {
  constructor(private readonly folder: string) {}

  /**
   * Runs a git command without hooks, prompts and user settings that change contents.
   *
   * @returns its standard output, without trailing newline
   * @throws CommandFailure with git's message, without passwords in URLs
   */
  async run(...args: readonly string[]): Promise<string> {
    return (await this.bytes(...args)).toString("utf8").trimEnd();
  }

  /** Runs a git command. @returns its standard output as bytes */
  bytes(...args: readonly string[]): Promise<Buffer> {
    const settings = [
      "core.hooksPath=/dev/null",
      "core.autocrlf=false",
      "protocol.ext.allow=never",
    ];
    const all = [...settings.flatMap((setting) => ["-c", setting]), ...args];
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
    // Another repository's hook may have set them.
    for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
      Reflect.deleteProperty(env, name);
    return new Promise((resolve, reject) => {
      execFile(
        "git",
        all,
        { cwd: this.folder, env, encoding: "buffer", maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else if (error.code === "ENOENT")
            reject(
              cannotRun(
                "Publishing to a git remote requires git, which is not on the PATH: https://git-scm.com",
              ),
            );
          else
            reject(
              failure(withoutPasswords(`git ${args[0]} failed: ${stderr.toString("utf8").trim()}`)),
            );
        },
      );
    });
  }
}

/** Removes user and password from URLs. */
export const withoutPasswords = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/gi, "$1");
