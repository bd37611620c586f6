import semver from "semver";
import type { ProviderRequirement } from "../../../lib/provider-requirements";
import { PROVIDERS } from "../../../modules/providers";
import type { Problem } from "../finding";
import type { Module } from "../../terraform/configuration";
import { leadsToConnector } from "../connectors";
import type { Rule } from "../rule";
import { constraintOf } from "../../terraform/version-constraint";
import { isBuiltIn, requiredProviders, usedProviders } from "../../terraform/provider-requirements";

export const providerUnpinned: Rule = {
  id: "provider-unpinned",
  title: "Every provider has a version range",
  severity: "warning",
  needsAllFiles: true,
  why:
    "Without a range in `required_providers`, Terraform takes the newest version of a provider, which may " +
    "change defaults or drop arguments that the configuration uses. A root module needs a lower and an upper " +
    "bound. A called module needs a lower bound only; its callers set the upper one. The rule checks modules " +
    "that hold or call a connector.",
  source: "https://developer.hashicorp.com/terraform/language/providers/requirements",
  check: (workspace) =>
    workspace.modules
      .filter((module) => leadsToConnector(module, workspace))
      .flatMap((module) => [...withoutEntry(module), ...withoutRange(module)]),
};

function withoutEntry(module: Module): Problem[] {
  const required = new Set(requiredProviders(module).map(({ name }) => name));
  return [...usedProviders(module)]
    .filter(([name]) => !required.has(name))
    .map(([name, range]): Problem => {
      const known = KNOWN[name];
      return {
        message: `Provider ${name} is used but has no entry in required_providers.`,
        fix:
          known === undefined
            ? `Add an entry for ${name} to required_providers, with its source and the versions that you have tested.`
            : `Add ${name} = { source = "${known.source}", version = "${known.version}" } to required_providers.`,
        range,
        needsAllFiles: true,
      };
    });
}

const withoutRange = (module: Module): Problem[] =>
  requiredProviders(module).flatMap((entry): Problem[] => {
    if (isBuiltIn(entry)) return [];
    const { name, version, range, versionRange } = entry;
    const known = KNOWN[name];
    const fix =
      known === undefined
        ? "Set a range of the versions that you have tested, such as ~> 3.1."
        : `Set version = "${known.version}", which this project's modules are tested with.`;
    if (version === undefined) {
      const message = `Provider ${name} has no version range.`;
      return [{ message, fix, range }];
    }
    const constraint = constraintOf(version);
    if (constraint === undefined || constraint.hasCeiling || module.role !== "root") return [];
    return [
      {
        message: `The version range of provider ${name}, "${version}", has no upper bound.`,
        fix: ceilingFor(version, known),
        range: versionRange,
        needsAllFiles: true,
      },
    ];
  });

/** Adds an upper bound to a range, and keeps its lower bound. */
function ceilingFor(version: string, known: ProviderRequirement | undefined): string {
  const floor = semver.minVersion(constraintOf(version)?.range ?? "*");
  const tested = /<\s*([\d.]+)/.exec(known?.version ?? "")?.[1];
  const isBelow =
    tested !== undefined && floor !== null && semver.lt(floor, semver.coerce(tested)!);
  return `Set version = "${version.trim()}, < ${isBelow ? tested : (floor?.major ?? 0) + 1}".`;
}

const KNOWN: Readonly<Record<string, ProviderRequirement>> = PROVIDERS;
