import { npmPackageIn } from "./steps/pack-command";
import type { ReleaseRun } from "./steps/step";

/** How to publish a release that is tagged. */
export function nextSteps({ git, release, folder }: ReleaseRun, path: string): string {
  const { version, tag } = release;
  const branch = git.ask("symbolic-ref", "--short", "--quiet", "HEAD") ?? "main";
  return `${version} is tagged as ${tag}. Nothing is published yet.

Look at it:
  git show ${tag}
  (cd ${path} && sha256sum --check SHA256SUMS)

Publish it:
  git push --atomic origin ${branch} ${tag}
    starts .github/workflows/release.yml: it builds everything again from the tag, and after the approval in the environment
    "release" publishes the npm package with provenance, and a GitHub release with these files
  npx apono-connector modules publish hcp <organization> --packages ${path}
    or git, folder, s3: docs/publishing.md

Without that workflow, publish the npm package yourself (once you are logged in: npm login):
  npm publish ${path}/${npmPackageIn(folder) ?? "<package>.tgz"} --provenance=false

Take it back, as long as nothing is pushed:
  git tag --delete ${tag} && git reset --keep HEAD~1`;
}
