import { blocksOf } from "../../terraform/configuration";
import { leadsToConnector } from "../connectors";
import type { Rule } from "../rule";
import { addressOf } from "../../terraform/block-address";

/** What a module must leave to those who call it. */
export const providerInModule: Rule = {
  id: "provider-in-module",
  title: "A module that is called configures no provider and no state",
  severity: "error",
  why:
    "A module with a provider block can't be called with `count`, `for_each` or `depends_on`, and can't be taken out of a " +
    "configuration any more: Terraform needs the provider to destroy what it made. Its callers can't choose region and account " +
    "either. Looked at are modules that hold a connector or call one.",
  source: "https://developer.hashicorp.com/terraform/language/modules/develop/providers",
  check: (workspace) =>
    workspace.modules
      .filter((module) => module.role === "module" && leadsToConnector(module, workspace))
      .flatMap((module) =>
        blocksOf(module, "provider").map((block) => ({
          message: `${addressOf(block)} is configured in ${module.folder}, a module that is called.`,
          fix: "Move it to the root module; the module gets it by itself, or by providers = { … } in the call.",
          range: block.range,
        })),
      ),
};
