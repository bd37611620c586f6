import { PROVIDERS, type ProviderRequirement } from "../../../../lib/provider-requirements";
import type { Problem } from "../../finding";
import type { Module } from "../../model/configuration";
import type { Rule } from "../../rule";
import { constraintOf } from "./support/constraint";
import {
  type RequiredProvider,
  isBuiltIn,
  requiredProviders,
  usedProviders,
} from "./support/requirements";

/** Providers whose next major version may come by itself. */
export const providerUnpinned: Rule = {
  id: "provider-unpinned",
  title: "Every provider has a version range",
  severity: "warning",
  needsWhole: "file",
  why:
    "A provider that `required_providers` has no range for is taken in its newest version, which may have other defaults, or drop " +
    "arguments that the configuration uses. A root module's range needs a floor and a ceiling. A module that others call needs a " +
    "floor; its ceiling is for its callers to set. What is built into Terraform has no version, and with one `terraform init` fails.",
  source: "https://developer.hashicorp.com/terraform/language/providers/requirements",
  bad: {
    "main.tf": `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}
`,
  },
  good: {
    "main.tf": `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${PROVIDERS.aws.version}"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}
`,
  },
  check: ({ modules }) =>
    modules.flatMap((module) => [...withoutEntry(module), ...withoutRange(module)]),
};

function withoutEntry(module: Module): Problem[] {
  const required = new Set(requiredProviders(module).map(({ name }) => name));
  return [...usedProviders(module)]
    .filter(([name]) => !required.has(name))
    .map(([name, range]): Problem => {
      const known = KNOWN[name];
      return {
        message: `The provider ${name} is used, and required_providers has no entry for it.`,
        mend:
          known === undefined
            ? `Add an entry for ${name} to required_providers, with its source and the versions that you have tested.`
            : `Add ${name} = { source = "${known.source}", version = "${known.version}" } to required_providers.`,
        range,
        needsWhole: "module",
      };
    });
}

const withoutRange = (module: Module): Problem[] =>
  requiredProviders(module).flatMap((entry): Problem[] => {
    if (isBuiltIn(entry)) return withVersion(entry);
    const { name, version, range, versionRange } = entry;
    const known = KNOWN[name];
    const mend =
      known === undefined
        ? "Give a range of the versions that you have tested, such as ~> 3.1."
        : `Set version = "${known.version}", which this project's modules are tested with.`;
    if (version === undefined) {
      const message = `The provider ${name} has no version range.`;
      return [{ message, mend, range }];
    }
    const constraint = constraintOf(version);
    if (constraint === undefined || constraint.hasCeiling || module.role === "module") return [];
    const message = `The provider ${name} is taken in every version from "${version}" on, also the next major one.`;
    return [{ message, mend, range: versionRange, needsWhole: "callers" }];
  });

/** A built-in provider for which `terraform init` would look for a version. */
const withVersion = ({ name, version, versionRange }: RequiredProvider): Problem[] =>
  version === undefined
    ? []
    : [
        {
          message: `The provider ${name} is built into Terraform, and is given a version.`,
          mend: "Take the version out; required_version says which Terraform it comes with.",
          range: versionRange,
          severity: "error",
        },
      ];

const KNOWN: Readonly<Record<string, ProviderRequirement>> = PROVIDERS;
