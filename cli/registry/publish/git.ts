import { resolve } from "node:path";
import semver from "semver";
import { writeFiles } from "../build/write-module";
import { cannotRun } from "../../terminal/errors";
import { repositoryName } from "../module-selection";
import { unpackArchive } from "../package/archive";
import type { ModulePackage } from "../package/packages";
import { inTempFolder } from "../../files/temp-folder";
import { Git, withoutPasswords } from "./git-command";
import type { Published, Target } from "./target";

/** The placeholder for a module's name in a URL: one repository per module, as the public registry requires. */
export const MODULE_PLACEHOLDER = "{module}";

/**
 * A git remote. With `{module}` in its URL, each module has its own repository, with tags `v1.2.3` on `main`. Otherwise
 * each module has a branch in one repository, with tags `<module>-v1.2.3`.
 */
export class GitTarget implements Target {
  readonly description: string;
  private readonly url: string;
  private readonly isShared: boolean;

  /** @throws CommandFailure for an invalid URL */
  constructor(url: string) {
    if (url.startsWith("-") || /^[a-z]+::/i.test(url))
      throw cannotRun(`"${withoutPasswords(url)}" is not a valid URL or path of a git repository.`);
    // git runs in a temporary folder, so a relative path must be resolved.
    this.url = /^[.~]?[.]?\//.test(url) ? resolve(url) : url;
    this.isShared = !url.includes(MODULE_PLACEHOLDER);
    this.description = withoutPasswords(url);
  }

  async versions(module: string): Promise<string[]> {
    return [...(await this.inRepository((git) => this.tags(git, module))).keys()];
  }

  async read(module: string, version: string): Promise<Published | undefined> {
    return this.inRepository(async (git) => {
      if (!(await this.tags(git, module)).has(version)) return undefined;
      const tag = await this.fetchTag(git, module, version);
      const archive = await git.bytes("archive", "--format=tar.gz", tag);
      return {
        files: await unpackArchive(archive, `${this.description} at ${tag}`),
        complete: true,
      };
    });
  }

  async write(each: ModulePackage): Promise<void> {
    await this.inRepository(async (git, folder) => {
      const { module, version } = each;
      writeFiles(each.files, folder);
      // --force: add files that the user's global gitignore lists.
      await git.run("add", "--all", "--force", ".");
      const tree = await git.run("write-tree");
      const tags = await this.tags(git, module);
      const isNewest = [...tags.keys()].every((other) => semver.gt(version, other));
      const parent = isNewest
        ? await this.tip(git, module)
        : await this.versionBefore(git, module, version, [...tags.keys()]);
      const commit = await this.commit(git, each, tree, parent);
      const tag = this.tag(module, version);
      await git.run(
        "tag",
        "--no-sign",
        "--annotate",
        "--message",
        `${module} ${version}`,
        tag,
        commit,
      );
      const branch = isNewest ? [`${commit}:refs/heads/${this.branch(module)}`] : [];
      await push(git, this.remote(module), [...branch, `refs/tags/${tag}`]);
    });
  }

  usage({ module, version }: ModulePackage): string {
    const url = withoutPasswords(this.remote(module));
    return `source = "git::${url}?ref=${this.tag(module, version)}"`;
  }

  /** The commit to tag: the parent itself if an interrupted publication has already pushed the branch. */
  private async commit(
    git: Git,
    { module, version }: ModulePackage,
    tree: string,
    parent: string | undefined,
  ): Promise<string> {
    if (parent !== undefined && (await git.run("rev-parse", `${parent}^{tree}`)) === tree)
      return git.run("rev-parse", `${parent}^{commit}`);
    const parents = parent === undefined ? [] : ["-p", `${parent}^{commit}`];
    return git.run("commit-tree", tree, ...parents, "-m", `${module} ${version}`);
  }

  /** Fetches the branch's last commit; undefined if the branch does not exist. */
  private async tip(git: Git, module: string): Promise<string | undefined> {
    const ref = `refs/heads/${this.branch(module)}`;
    if ((await git.run("ls-remote", "--heads", "--", this.remote(module), ref)) === "") return;
    await git.run("fetch", "--quiet", "--", this.remote(module), `${ref}:refs/remotes/tip`);
    return "refs/remotes/tip";
  }

  /** The parent of a version between two others: the lower one. The branch does not move. */
  private async versionBefore(
    git: Git,
    module: string,
    version: string,
    all: readonly string[],
  ): Promise<string | undefined> {
    const before = all.filter((other) => semver.lt(other, version)).sort(semver.rcompare)[0];
    return before === undefined ? undefined : this.fetchTag(git, module, before);
  }

  private async fetchTag(git: Git, module: string, version: string): Promise<string> {
    const ref = `refs/tags/${this.tag(module, version)}`;
    await git.run("fetch", "--quiet", "--no-tags", "--", this.remote(module), `+${ref}:${ref}`);
    return ref;
  }

  /** The module's tags in the remote, by version. */
  private async tags(git: Git, module: string): Promise<Map<string, string>> {
    const lines = await git.run("ls-remote", "--tags", "--refs", "--", this.remote(module));
    return new Map(
      lines.split("\n").flatMap((line): [string, string][] => {
        const tag = line.split("refs/tags/")[1] ?? "";
        const prefix = this.tag(module, "");
        const version = tag.startsWith(prefix) ? tag.slice(prefix.length) : "";
        return semver.valid(version) === version && version !== "" ? [[version, tag]] : [];
      }),
    );
  }

  private remote(module: string): string {
    return this.url.replaceAll(MODULE_PLACEHOLDER, repositoryName(module));
  }

  private branch(module: string): string {
    return this.isShared ? module : "main";
  }

  private tag(module: string, version: string): string {
    return this.isShared ? `${module}-v${version}` : `v${version}`;
  }

  /** Runs an action in a temporary repository. */
  private async inRepository<T>(action: (git: Git, folder: string) => Promise<T>): Promise<T> {
    return inTempFolder("apono-publish-", async (folder) => {
      const git = new Git(folder);
      await git.run("init", "--quiet", "--template=");
      return action(git, folder);
    });
  }
}

/** Pushes branch and tag atomically; one by one, the tag last, if the remote does not support that. */
async function push(git: Git, url: string, refs: readonly string[]): Promise<void> {
  try {
    await git.run("push", "--quiet", "--atomic", "--", url, ...refs);
  } catch (error) {
    if (!/does not support --atomic/.test((error as Error).message)) throw error;
    for (const ref of refs) await git.run("push", "--quiet", "--", url, ref);
  }
}
