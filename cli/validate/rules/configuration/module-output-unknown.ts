import { nearest } from "../../../suggest";
import { type Module, type Body, everyAttribute } from "../../model/configuration";
import { type Reference, referencesIn } from "../../model/expression";
import type { Rule } from "../../rule";
import { publishedCallsIn } from "./support/calls";
import { PUBLISHED } from "./support/published";

/** Outputs that our modules don't have. */
export const moduleOutputUnknown: Rule = {
  id: "module-output-unknown",
  title: "Only outputs that a connector's module has are used",
  severity: "error",
  needsWhole: "file",
  why: "Terraform refuses an output that a module doesn't have, but only once the module is fetched. Outputs are snake_case.",
  bad: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-org-delegation/aws"
  version = "~> 1.0"

  connectorRoleArn      = "arn:aws:iam::123456789012:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-cdef3456"]
}

output "role" {
  description = "What Apono asks for"
  value       = module.apono.role_arn
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

output "role" {
  description = "What Apono asks for"
  value       = module.apono.management_account_role_arn
}
`,
  },
  check: ({ modules }) =>
    modules.flatMap((module) => {
      const calls = new Map(publishedCallsIn(module).map((call) => [call.name, call]));
      if (calls.size === 0) return [];
      return referencesOf(module).flatMap(({ steps: [name, ...rest], range }) => {
        const call = calls.get(String(name));
        if (call === undefined) return [];
        const isRepeated = ["count", "for_each"].some((each) =>
          call.block.body.attributes.has(each),
        );
        const output = rest[isRepeated ? 1 : 0];
        const outputs = Object.keys(PUBLISHED[call.published].outputs);
        if (typeof output !== "string" || outputs.includes(output)) return [];
        const similar = nearest(output, outputs);
        return [
          {
            message: `${call.published} has no output ${output}.`,
            mend:
              similar === undefined
                ? `Use one of ${outputs.join(", ")}.`
                : `Did you mean ${similar}?`,
            range,
          },
        ];
      });
    }),
};

/** Every reference to a module's outputs. */
const referencesOf = (module: Module): Reference[] =>
  module.blocks
    .flatMap(({ body }: { body: Body }) => [...everyAttribute(body)])
    .flatMap(({ value }) => referencesIn(value))
    .filter(({ root }) => root === "module");
