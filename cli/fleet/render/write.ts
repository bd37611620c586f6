import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../../files/make-folder";
import { writeWhole } from "../../files/write-whole";
import { foreignFile } from "./errors";
import { ENTRY_FILES, GITLAB_CHILDREN, MARK, MOVED, ROOTS, type RenderedFile } from "./rendering";

/** What rendering did in a folder; paths are from there. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that are no longer rendered, and hold nothing. */
  readonly deleted: readonly string[];
  /** Roots of connectors that the fleet no longer has; they stay until they are destroyed. */
  readonly removed: readonly string[];
  /** What another engine reads, of an earlier rendering. */
  readonly ofOthers: readonly string[];
}

/** What a removed connector's root starts with, before what it had. */
const removedHint = (root: string) =>
  `${MARK}, and since removed from the fleet. Its connector stays until it is destroyed:\n#   ${destroyCommand(root)}\n# Then delete this folder.\n\n`;

/** @param root its path from where the command is run */
export const destroyCommand = (root: string): string =>
  `terraform -chdir=${root} init && terraform -chdir=${root} destroy`;

/**
 * Writes what changed.
 *
 * @throws CommandFailure before anything is written, if a file is in the way that was not rendered
 */
export function write(folder: string, files: readonly RenderedFile[]): Written {
  const before = new Map(files.map(({ path }) => [path, contentOf(join(folder, path))]));
  for (const [path, content] of before)
    if (content !== undefined && !content.startsWith(MARK)) throw foreignFile(join(folder, path));
  const written = files.filter(({ path, content }) => before.get(path) !== content);
  for (const { path, content } of written) {
    makeFolder(dirname(join(folder, path)));
    writeWhole(join(folder, path), content);
  }
  const paths = new Set(files.map(({ path }) => path));
  const removed = removedRoots(folder, paths);
  const marked = removed.filter((root) => markRemoved(folder, root));
  return {
    written: [...written.map(({ path }) => path), ...marked.map((root) => `${root}/main.tf`)],
    unchanged: files.flatMap(({ path, content }) => (before.get(path) === content ? [path] : [])),
    deleted: deleteOthers(folder, paths, removed),
    removed,
    ofOthers: ENTRY_FILES.filter((path) => !paths.has(path) && isRendered(join(folder, path))),
  };
}

/** What would still have an effect: units of removed connectors, pipelines of stages that are no more, moves that were. */
function deleteOthers(
  folder: string,
  paths: ReadonlySet<string>,
  removed: readonly string[],
): string[] {
  const stages = filesIn(folder, GITLAB_CHILDREN).filter((path) => !paths.has(path));
  const isGitlab = [...paths].some((path) => path.startsWith(GITLAB_CHILDREN));
  const stale = [
    ...removed.map((root) => `${root}/terragrunt.hcl`),
    ...filesIn(folder, ROOTS)
      .map((root) => `${root}/${MOVED}`)
      .filter((path) => !paths.has(path)),
    ...(isGitlab ? stages : []),
  ].filter((path) => isRendered(join(folder, path)));
  for (const path of stale) rmSync(join(folder, path));
  return stale;
}

/** @returns whether it was not marked yet */
function markRemoved(folder: string, root: string): boolean {
  const file = join(folder, root, "main.tf");
  const content = contentOf(file)!;
  const hint = removedHint(root);
  // Without the heading that it had.
  if (content.startsWith(hint)) return false;
  writeWhole(file, hint + content.slice(content.indexOf("\n\n") + 2));
  return true;
}

/** In the order in which they can be destroyed: what reads another's state before that one. */
function removedRoots(folder: string, paths: ReadonlySet<string>): string[] {
  const removed = filesIn(folder, ROOTS).filter(
    (root) => !paths.has(`${root}/main.tf`) && isRendered(join(folder, root, "main.tf")),
  );
  const reads = (root: string) =>
    contentOf(join(folder, root, "main.tf"))!.includes('data "terraform_remote_state"');
  return [...removed.filter(reads), ...removed.filter((root) => !reads(root))];
}

const filesIn = (folder: string, path: string): string[] =>
  existsSync(join(folder, path))
    ? readdirSync(join(folder, path)).map((name) => `${path}/${name}`)
    : [];

const contentOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, "utf8") : undefined;

const isRendered = (file: string): boolean => contentOf(file)?.startsWith(MARK) === true;
