import { nearest } from "../../../suggest";
import type { Rule } from "../../rule";
import { publishedCallsIn } from "./support/calls";
import { givenInputs } from "./support/input-values";
import { PUBLISHED } from "./support/published";

/** Inputs that our modules don't have. */
export const moduleInputUnknown: Rule = {
  id: "module-input-unknown",
  title: "A connector's module is given only inputs that it has",
  severity: "error",
  needsWhole: "file",
  why:
    "Terraform refuses an argument that a module has no variable for, but says so only after `terraform init` has fetched the " +
    "module. The inputs are camelCase, as in the public module.",
  bad: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-org-delegation/aws"
  version = "~> 1.0"

  connector_role_arn    = "arn:aws:iam::123456789012:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-cdef3456"]
}
`,
  },
  good: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-org-delegation/aws"
  version = "~> 1.0"

  connectorRoleArn      = "arn:aws:iam::123456789012:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-cdef3456"]
}
`,
  },
  check: ({ modules }) =>
    modules.flatMap(publishedCallsIn).flatMap(({ name, block, published }) => {
      const names = Object.keys(PUBLISHED[published].inputs);
      return givenInputs(block.body)
        .filter((given) => !names.includes(given.name))
        .map((given) => {
          const similar = nearest(given.name, names);
          return {
            message: `module.${name}: ${published} has no input ${given.name}.`,
            mend:
              similar === undefined
                ? `Take it out. The inputs are ${names.join(", ")}.`
                : `Did you mean ${similar}?`,
            range: given.nameRange,
          };
        });
    }),
};
