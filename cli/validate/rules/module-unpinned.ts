import type { Problem } from "../finding";
import { valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { type ModuleCall, callsIn, callsConnector } from "../module-calls/module-calls";
import { constraintOf } from "../../terraform/version-constraint";
import { refOf, sourceKind } from "../module-calls/module-source";

/** Refs that are branches. */
const BRANCH = /^(main|master|trunk|develop|dev|HEAD|release|stable|latest)$/i;
/** Refs that don't move: version tags and commits. */
const FIXED = /\d+\.\d+|^v?\d+$|^[0-9a-f]{7,40}$|^refs\/tags\//;

export const moduleUnpinned: Rule = {
  id: "module-unpinned",
  title: "A connector's module is pinned to a version",
  severity: "warning",
  needsAllFiles: true,
  why:
    "Without a version, `terraform init` installs the newest one: another machine may apply something else " +
    "than the plan that was reviewed, and a new major version may replace the connector's role. Terraform's " +
    "lock file covers providers, not modules. From a registry, set `version` with an upper bound; from git, " +
    "use a tag or a commit.",
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
      message: `module.${name}: version "${String(version.value)}" allows every later version, including the next major one.`,
      fix: `Set an upper bound, such as "~> 1.0".`,
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
          ? `module.${name} comes from git without a ref, so it follows the default branch.`
          : `module.${name} follows "${ref}" in git, which looks like a branch.`,
      fix: "Pin a tag or a commit: end the source with ?ref=v1.0.0.",
      range: sourceRange,
    },
  ];
}
