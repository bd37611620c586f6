import type { Problem } from "../finding";
import { valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { type ModuleCall, callsIn, callsConnector } from "../module-calls/module-calls";
import { constraintOf } from "../../terraform/version-constraint";
import { refOf, sourceKind } from "../module-calls/module-source";

/** References that name a branch, which moves. */
const BRANCH = /^(main|master|trunk|develop|dev|HEAD|release|stable|latest)$/i;
/** References that stay: tags of versions, and commits. */
const FIXED = /\d+\.\d+|^v?\d+$|^[0-9a-f]{7,40}$|^refs\/tags\//;

/** Modules whose next `terraform init` may bring another version. */
export const moduleUnpinned: Rule = {
  id: "module-unpinned",
  title: "A connector's module has a version",
  severity: "warning",
  needsAllFiles: true,
  why:
    "Without a version, `terraform init` fetches whatever is newest: a plan that was reviewed on one machine is not the one that is " +
    "applied on another, and a new major version may replace the connector's role. Terraform's lock file knows providers, no modules. " +
    "From a registry, give a `version` with an upper bound; from git, a tag or a commit.",
  source: "https://developer.hashicorp.com/terraform/language/modules/sources",
  check: ({ modules }) =>
    modules
      .flatMap(callsIn)
      .filter(callsConnector)
      .flatMap((call) => {
        switch (call.source === "" ? "local" : sourceKind(call.source)) {
          case "registry":
            return fromRegistry(call);
          case "git":
            return fromGit(call);
          default:
            return [];
        }
      }),
};

function fromRegistry({ block, name, sourceRange }: ModuleCall): Problem[] {
  const version = valueOf(block.body, "version");
  if (version === undefined)
    return [
      {
        message: `module.${name} has no version.`,
        fix: `Add version = "~> 1.0", with the version that you use.`,
        range: sourceRange,
      },
    ];
  if (version.kind !== "literal") return [];
  const constraint = constraintOf(String(version.value));
  if (constraint === undefined || constraint.hasCeiling) return [];
  return [
    {
      message: `module.${name}: version "${String(version.value)}" takes every later one, also the next major version.`,
      fix: `Give an upper bound, such as "~> 1.0".`,
      range: version.range,
    },
  ];
}

function fromGit({ name, source, sourceRange }: ModuleCall): Problem[] {
  const ref = refOf(source);
  if (ref !== undefined && !BRANCH.test(ref) && FIXED.test(ref)) return [];
  return [
    {
      message:
        ref === undefined
          ? `module.${name} comes from git without a reference: from whatever the default branch holds.`
          : `module.${name} comes from "${ref}" in git, which looks like a branch: it moves.`,
      fix: "Name a tag or a commit: ?ref=v1.0.0 at the end of the source.",
      range: sourceRange,
    },
  ];
}
