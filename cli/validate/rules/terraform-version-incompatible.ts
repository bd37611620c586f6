import { TERRAFORM_VERSION } from "../../../lib/provider-requirements";
import { blocksOf, valueOf } from "../model/configuration";
import type { Rule } from "../rule";
import { publishedCallsIn } from "../calls/calls";
import { canBoth } from "../calls/constraint";

/** Ranges that leave no version of Terraform for a connector's module. */
export const terraformVersionIncompatible: Rule = {
  id: "terraform-version-incompatible",
  title: "required_version has a Terraform that the connector's modules work with",
  severity: "error",
  why:
    `The modules need Terraform \`${TERRAFORM_VERSION}\`: write-only arguments, which keep the token out of state, came with it. ` +
    "Where `required_version` allows older versions only, `terraform init` fails.",
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only",
  check: ({ modules }) =>
    modules.flatMap((module) => {
      const [call] = publishedCallsIn(module);
      if (call === undefined) return [];
      return blocksOf(module, "terraform").flatMap(({ body }) => {
        const version = valueOf(body, "required_version");
        if (version?.kind !== "literal" || canBoth(String(version.value), TERRAFORM_VERSION))
          return [];
        return [
          {
            message: `module.${call.name} needs Terraform "${TERRAFORM_VERSION}", and required_version is "${String(version.value)}".`,
            mend: `Set required_version = "${TERRAFORM_VERSION}", and run a Terraform of that range.`,
            range: version.range,
          },
        ];
      });
    }),
};
