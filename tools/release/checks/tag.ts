import type { Git } from "../git";
import type { Problem } from "../problem";
import type { Release } from "../release";

/** A tag that exists has the content of this release. @param tree the tree that the release commit has */
export function tagProblems(git: Git, { tag, version }: Release, tree: string): Problem[] {
  const tagged = git.ask("rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{tree}`);
  if (tagged === undefined || tagged === tree) return [];
  return [
    {
      what: `The tag ${tag} exists with different content.`,
      fix: `A released version never changes: give a higher version than ${version}. If the tag was never pushed, delete it: git tag --delete ${tag}`,
    },
  ];
}
