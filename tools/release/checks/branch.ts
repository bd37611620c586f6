import type { Git } from "../git";
import type { Problem } from "../problem";

/** Releases are made on one branch, with all tags at hand. */
export function branchProblems(git: Git, wanted: string): Problem[] {
  const branch = git.ask("symbolic-ref", "--short", "--quiet", "HEAD");
  const problems: Problem[] = [];
  if (branch !== wanted)
    problems.push({
      what:
        branch === undefined
          ? `No branch is checked out; releases are made on ${wanted}.`
          : `The branch is ${branch}; releases are made on ${wanted}.`,
      fix: `git switch ${wanted}${branch === undefined ? "" : `, or release from this branch with --branch ${branch}`}`,
    });
  if (git.ask("rev-parse", "--is-shallow-repository") === "true")
    problems.push({
      what: "The clone is shallow, so tags of earlier versions may be missing.",
      fix: "git fetch --unshallow --tags",
    });
  return problems;
}
