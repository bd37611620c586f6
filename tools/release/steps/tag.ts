import type { ReleaseStep } from "./step";

/** An annotated tag; git signs it if tag.gpgSign is set. */
export const tag: ReleaseStep = {
  title: "tag",
  isDone: ({ git, release, tree }) =>
    git.ask("rev-parse", "--verify", "--quiet", `refs/tags/${release.tag}^{tree}`) === tree,
  run: ({ git, release }) =>
    void git.run(["tag", "--annotate", "--message", `Release ${release.version}`, release.tag]),
};
