import type { ReleaseStep } from "./step";

export const commit: ReleaseStep = {
  title: "commit",
  isDone: ({ git, tree }) => git.ask("rev-parse", "HEAD^{tree}") === tree,
  run({ git, release, written }) {
    const paths = [...written.keys()];
    git.run(["add", "--", ...paths]);
    git.run(["commit", "--quiet", "--message", `Release ${release.version}`, "--", ...paths]);
  },
};
