import type { Problem } from "../../finding";
import { type Module, blocksOf, nestedBlocks, valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import { addressOf } from "./support/address";
import { requiredProviders } from "./support/requirements";

/** What a module must leave to those who call it. */
export const providerInModule: Rule = {
  id: "provider-in-module",
  title: "A module that is called configures no provider and no state",
  severity: "error",
  why:
    "A module with a provider block can't be called with `count`, `for_each` or `depends_on`, and can't be taken out of a " +
    "configuration any more: Terraform needs the provider to destroy what it made. Its callers can't choose region and account " +
    "either. Where a module needs two configurations of a provider, it names them in `configuration_aliases`. A backend in a module " +
    "that is called does nothing.",
  source: "https://developer.hashicorp.com/terraform/language/modules/develop/providers",
  bad: {
    "main.tf": `module "roles" {
  source = "./roles"
}
`,
    "roles/main.tf": `provider "aws" {
  region = "eu-central-1"
}
`,
  },
  good: {
    "main.tf": `provider "aws" {
  region = "eu-central-1"
}

module "roles" {
  source = "./roles"
}
`,
    "roles/main.tf": `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
`,
  },
  check: ({ modules }) =>
    modules
      .filter(({ role }) => role === "module")
      .flatMap((module) => [...providersOf(module), ...statesOf(module), ...aliasesOf(module)]),
};

const providersOf = (module: Module): Problem[] =>
  blocksOf(module, "provider").map((block) => ({
    message: `${addressOf(block)} is configured in ${module.folder}, a module that is called.`,
    mend: "Move it to the root module; the module gets it by itself, or by providers = { … } in the call.",
    range: block.range,
  }));

const statesOf = (module: Module): Problem[] =>
  blocksOf(module, "terraform").flatMap(({ body, range }) =>
    ["backend", "cloud"]
      .filter((name) => nestedBlocks(body, name).length > 0)
      .map((name) => ({
        message: `A ${name} block stands in ${module.folder}, a module that is called, where it does nothing.`,
        mend: "Take it out: the root module decides where state is kept.",
        range: body.blocks.find(({ type }) => type === name)?.range ?? range,
      })),
  );

/** Providers by an alias that the module neither gets nor makes. */
function aliasesOf(module: Module): Problem[] {
  const declared = new Set([
    ...requiredProviders(module).flatMap(({ aliases }) => aliases),
    // Its own is a finding already.
    ...blocksOf(module, "provider").flatMap(({ labels: [name], body }) => {
      const alias = valueOf(body, "alias");
      return alias?.kind === "literal" ? [`${name}.${String(alias.value)}`] : [];
    }),
  ]);
  const seen = new Set<string>();
  return module.blocks.flatMap(({ type, body }) => {
    const value = valueOf(body, "provider");
    if (value === undefined || !["resource", "data", "ephemeral"].includes(type)) return [];
    const name =
      value.kind === "reference"
        ? [value.root, ...value.steps].join(".")
        : value.kind === "literal"
          ? String(value.value)
          : "";
    if (!name.includes(".") || declared.has(name) || seen.has(name)) return [];
    seen.add(name);
    return [
      {
        message: `${module.folder} uses the provider ${name}, which it neither gets nor makes.`,
        mend: `Add configuration_aliases = [${name}] to the provider's entry in required_providers, and give it in the call.`,
        range: value.range,
        needsWhole: "module",
      },
    ];
  });
}
