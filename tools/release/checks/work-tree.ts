import type { Git } from "../git";
import type { Problem } from "../problem";

/**
 * All changes are committed, apart from those of an interrupted run of this command.
 *
 * @param written contents that the release writes, by path
 * @param read a file's content; undefined if it does not exist
 */
export function workTreeProblems(
  git: Git,
  written: ReadonlyMap<string, string>,
  read: (path: string) => string | undefined,
): Problem[] {
  const changed = git
    .run(["status", "--porcelain", "--untracked-files=all", "--no-renames", "-z"])
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => line.slice("XY ".length))
    .filter((path) => !written.has(path) || written.get(path) !== read(path));
  if (changed.length === 0) return [];
  const shown = changed.slice(0, 5).join(", ");
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : "";
  return [
    {
      what: `These files have changes that are not committed: ${shown}${more}.`,
      fix: "Commit them, or put them aside: git stash --include-untracked",
    },
  ];
}
