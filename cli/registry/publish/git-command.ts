import { execFile } from "node:child_process";
import { refused, unusable } from "../../terminal/errors";

/** A folder that is a git repository, and git in it. */
export class Git {
  constructor(private readonly folder: string) {}

  /**
   * Runs a git command, without hooks, prompts and the settings of whoever runs it that would change contents.
   *
   * @returns its standard output, without the line end
   * @throws CommandFailure with git's own words, and without a password that is in a URL
   */
  async run(...args: readonly string[]): Promise<string> {
    return (await this.bytes(...args)).toString("utf8").trimEnd();
  }

  /** The same, as it was written. */
  bytes(...args: readonly string[]): Promise<Buffer> {
    const settings = [
      "core.hooksPath=/dev/null",
      "core.autocrlf=false",
      "protocol.ext.allow=never",
    ];
    const all = [...settings.flatMap((setting) => ["-c", setting]), ...args];
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
    // Set inside a hook of another repository, for example.
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
            reject(unusable("git is needed to publish to a git remote: https://git-scm.com"));
          else
            reject(
              refused(withoutPasswords(`git ${args[0]} failed: ${stderr.toString("utf8").trim()}`)),
            );
        },
      );
    });
  }
}

/** A URL without the user and password that may be in it. */
export const withoutPasswords = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/gi, "$1");
