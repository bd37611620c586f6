import type { Problem } from "../../finding";
import { type Module, valueOf } from "../../model/configuration";
import type { Reference } from "../../model/expression";
import type { Rule } from "../../rule";
import { plainVariable } from "./secrets/ephemeral";
import { SecretFlow, secretInputsOf, tokensOf } from "./secrets/flow";
import { publishedCallsIn } from "./support/calls";

/** What is given as the token is kept by something before it. */
export const tokenNotEphemeral: Rule = {
  id: "token-not-ephemeral",
  title: "What is given as the token is ephemeral",
  severity: "warning",
  why:
    "The module's `aponoToken` is ephemeral: the module keeps it nowhere. What it is given may be kept all the same. A plan " +
    "file holds the values of all variables of the root module that are not ephemeral, and state holds everything that a data " +
    "source or a resource returns. Declare the variable with `ephemeral = true`, read a secret with an `ephemeral` resource, or " +
    "give `aponoTokenSecretArn` instead of the token.",
  source: "https://developer.hashicorp.com/terraform/language/block/variable#ephemeral",
  bad: {
    "main.tf": `variable "apono_token" {
  type      = string
  sensitive = true
}

module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoToken = var.apono_token
  subnetIds  = ["subnet-0123456789abcdef0"]
}
`,
  },
  good: {
    "main.tf": `variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoToken = var.apono_token
  subnetIds  = ["subnet-0123456789abcdef0"]
}
`,
  },
  check(subject): readonly Problem[] {
    const flow = new SecretFlow(subject, tokensOf);
    return subject.modules.flatMap((module) => [
      ...plainVariables(module, flow),
      ...publishedCallsIn(module).flatMap((call) =>
        secretInputsOf(call).flatMap((input) => {
          const value = valueOf(call.block.body, input);
          if (value === undefined) return [];
          return flow
            .referencesOf(module, value)
            .filter(isKept)
            .map((reference) => ({
              message: `module.${call.name}: ${input} comes from ${nameOf(reference)}, which keeps it in state.`,
              mend: "Read it with an ephemeral resource of the same type, or give aponoTokenSecretArn where the module has it.",
              range: value.range,
            }));
        }),
      ),
    ]);
  },
};

/** Variables that carry the token and are not ephemeral. */
function plainVariables(module: Module, flow: SecretFlow): Problem[] {
  return [...flow.secretVariables(module)]
    .flatMap((name) => plainVariable(module, name, flow) ?? [])
    .map(({ labels: [name = ""], range }) => ({
      message: `var.${name} holds the connector's token and is not ephemeral, so ${
        module.role === "root" ? "plan files keep it" : "callers can give it no ephemeral value"
      }.`,
      mend: `Add ephemeral = true (and sensitive = true) to variable "${name}".`,
      range,
      needsWhole: "module",
    }));
}

/** Whether state keeps what is referred to. */
const isKept = ({ root, steps }: Reference) =>
  root === "data" || (root.includes("_") && steps.length > 1);

const nameOf = ({ root, steps }: Reference) =>
  [
    root,
    ...steps.filter((step) => typeof step === "string").slice(0, root === "data" ? 2 : 1),
  ].join(".");
