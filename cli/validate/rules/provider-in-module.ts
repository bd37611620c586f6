import { blocksOf } from "../../terraform/configuration";
import { leadsToConnector } from "../connectors";
import type { Rule } from "../rule";
import { addressOf } from "../../terraform/block-address";

export const providerInModule: Rule = {
  id: "provider-in-module",
  title: "A called module configures no provider",
  severity: "error",
  why:
    "A module with a provider block can't be called with `count`, `for_each` or `depends_on`, and can't be " +
    "removed from a configuration: Terraform needs the provider to destroy its resources. Callers can't " +
    "choose region and account either. The rule checks modules that hold or call a connector.",
  source: "https://developer.hashicorp.com/terraform/language/modules/develop/providers",
  check: (workspace) =>
    workspace.modules
      .filter((module) => module.role === "module" && leadsToConnector(module, workspace))
      .flatMap((module) =>
        blocksOf(module, "provider").map((block) => ({
          message: `${addressOf(block)} is configured in ${module.folder}, which another module calls.`,
          fix: "Move it to the root module; the module inherits it, or gets it through providers = { … } in the call.",
          range: block.range,
        })),
      ),
};
