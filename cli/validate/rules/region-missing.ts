import type { Problem } from "../finding";
import { type Module, blocksOf, valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";

import { type ModuleCall, callsIn, usesConnector } from "../module-calls/module-calls";
import { evaluate } from "../../terraform/values/evaluate";

export const regionMissing: Rule = {
  id: "region-missing",
  title: "The configuration sets the connector's region",
  severity: "warning",
  why:
    "Without `region` in the provider, Terraform uses the region of the environment that it runs in. Run from " +
    "another shell, the same configuration makes a second connector in another region under other names, " +
    "because the names derive from the region. A variable is as good as a literal.\n\n" +
    "The rule checks root modules that call a connector's module. The stacks that `cdktf deploy` applies take " +
    "the region from the environment by design, as the README says.",
  source:
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration",
  check: ({ modules }) => modules.filter(usesConnector).flatMap(missingRegions),
};

/** Providers without region, and missing providers, of calls that make a connector. */
function missingRegions(module: Module): Problem[] {
  const providers = blocksOf(module, "provider", "aws");
  const calls = callsIn(module).filter(({ published, isPublic }) => published || isPublic);
  const names = new Set(calls.map(providerOf));
  return [...names].flatMap((name): Problem[] => {
    const block = providers.find(({ body }) => {
      const alias = valueOf(body, "alias");
      return (alias?.kind === "literal" ? String(alias.value) : "") === name;
    });
    if (block === undefined)
      return name === ""
        ? [
            {
              message:
                "Provider aws is not configured, so the connector's region depends on the environment that Terraform runs in.",
              fix: 'Add provider "aws" { region = … }, with a literal or a variable.',
              range: calls.find((call) => providerOf(call) === name)!.block.range,
              needsAllFiles: true,
            },
          ]
        : [];
    const region = valueOf(block.body, "region");
    if (region !== undefined && evaluate(module, region) !== null) return [];
    const label = name === "" ? "provider.aws" : `provider.aws.${name}`;
    return [
      {
        message: `${label} has no region, so the connector's region depends on the environment that Terraform runs in.`,
        fix: "Set region to a literal or a variable.",
        range: block.range,
        needsAllFiles: true,
      },
    ];
  });
}

/** The alias of a call's aws provider; empty for the default one. */
function providerOf({ block }: ModuleCall): string {
  const providers = valueOf(block.body, "providers");
  if (providers?.kind !== "object") return "";
  const aws = providers.entries.find(({ key }) => key.kind === "literal" && key.value === "aws");
  if (aws?.value.kind === "reference") return String(aws.value.steps[0] ?? "");
  return aws?.value.kind === "literal" ? (String(aws.value.value).split(".")[1] ?? "") : "";
}
