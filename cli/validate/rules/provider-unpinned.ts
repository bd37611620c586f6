import semver from "semver";
import type { ProviderRequirement } from "../../../lib/provider-requirements";
import { PROVIDERS } from "../../../modules/providers";
import type { Problem } from "../finding";
import type { Module } from "../../terraform/configuration";
import { leadsToConnector } from "../connectors";
import type { Rule } from "../rule";
import { constraintOf } from "../../terraform/version-constraint";
import { isBuiltIn, requiredProviders, usedProviders } from "../../terraform/provider-requirements";

/** Providers whose next major version may come by itself. */
export const providerUnpinned: Rule = {
  id: "provider-unpinned",
  title: "Every provider has a version range",
  severity: "warning",
  needsAllFiles: true,
  why:
    "A provider that `required_providers` has no range for is taken in its newest version, which may have other defaults, or drop " +
    "arguments that the configuration uses. A root module's range needs a floor and a ceiling. A module that others call needs a " +
    "floor; its ceiling is for its callers to set. Looked at are modules that hold a connector or call one.",
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
        message: `The provider ${name} is used, and required_providers has no entry for it.`,
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
        ? "Give a range of the versions that you have tested, such as ~> 3.1."
        : `Set version = "${known.version}", which this project's modules are tested with.`;
    if (version === undefined) {
      const message = `The provider ${name} has no version range.`;
      return [{ message, fix, range }];
    }
    const constraint = constraintOf(version);
    if (constraint === undefined || constraint.hasCeiling || module.role !== "root") return [];
    return [
      {
        message: `The provider ${name} is taken in every version from "${version}" on, also the next major one.`,
        fix: ceilingFor(version, known),
        range: versionRange,
        needsAllFiles: true,
      },
    ];
  });

/** What closes a range at its top and leaves its floor where it is. */
function ceilingFor(version: string, known: ProviderRequirement | undefined): string {
  const floor = semver.minVersion(constraintOf(version)?.range ?? "*");
  const tested = /<\s*([\d.]+)/.exec(known?.version ?? "")?.[1];
  const isBelow =
    tested !== undefined && floor !== null && semver.lt(floor, semver.coerce(tested)!);
  return `Set version = "${version.trim()}, < ${isBelow ? tested : (floor?.major ?? 0) + 1}".`;
}

const KNOWN: Readonly<Record<string, ProviderRequirement>> = PROVIDERS;
