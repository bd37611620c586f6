import { PROVIDERS } from "../../../lib/provider-requirements";
import type { Problem } from "../finding";
import type { Rule } from "../rule";
import { type PublishedCall, publishedCallsIn } from "../calls/calls";
import { canBoth } from "../calls/constraint";
import { PUBLISHED } from "../calls/published";
import { requiredProviders } from "../calls/requirements";

/** Ranges that leave no version of a provider for a connector's module. */
export const providerIncompatible: Rule = {
  id: "provider-incompatible",
  title: "Providers are taken in versions that the connector's modules work with",
  severity: "error",
  why:
    "Terraform chooses one version of a provider that suits a root module and all modules that it calls. Where their ranges have no " +
    "version in common, `terraform init` fails and names no file. The modules need what came with the lower bound of their range " +
    "(write-only arguments above all), and are tested up to its upper bound.",
  source: "https://developer.hashicorp.com/terraform/language/expressions/version-constraints",
  check: ({ modules }) => modules.flatMap(publishedCallsIn).flatMap(problemsOf),
};

function problemsOf({ caller, name, published }: PublishedCall): Problem[] {
  const required = new Map(requiredProviders(caller).map((each) => [each.name, each]));
  return PUBLISHED[published].providers.flatMap((provider) => {
    const entry = required.get(provider);
    const needed = PROVIDERS[provider];
    if (entry === undefined) return [];
    // A host may stand before it: the registry's own is left out where Terraform and OpenTofu use theirs.
    if (entry.source !== undefined && !`/${entry.source}`.endsWith(`/${needed.source}`))
      return [
        {
          message: `module.${name} needs the provider ${needed.source}, and ${provider} is "${entry.source}" here.`,
          mend: `Set source = "${needed.source}", or call the other provider by another name.`,
          range: entry.range,
        },
      ];
    if (entry.version === undefined || canBoth(entry.version, needed.version)) return [];
    return [
      {
        message: `module.${name} needs ${provider} "${needed.version}", and "${entry.version}" has no version of that.`,
        mend: `Set version = "${needed.version}", and run terraform init -upgrade.`,
        range: entry.versionRange,
      },
    ];
  });
}
