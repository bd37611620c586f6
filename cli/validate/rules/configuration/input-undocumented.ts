import type { Problem } from "../../finding";
import { type Block, blocksOf, valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import { addressOf } from "./support/address";

/** Inputs and outputs of modules that say nothing of themselves. */
export const inputUndocumented: Rule = {
  id: "input-undocumented",
  title: "A module's inputs and outputs say what they are",
  severity: "warning",
  needsWhole: "file",
  why:
    "Whoever calls a module sees its inputs and outputs by their descriptions: in the registry, in generated documentation, and when " +
    "Terraform asks for a value. An input without a type takes anything, and what is wrong with it shows somewhere inside the module. " +
    "Root modules are left alone.",
  source: "https://developer.hashicorp.com/terraform/language/modules/develop/structure",
  bad: {
    "main.tf": `module "network" {
  source = "./network"
  cidr   = "10.0.0.0/16"
}
`,
    "network/main.tf": `variable "cidr" {}

output "cidr" {
  value = var.cidr
}
`,
  },
  good: {
    "main.tf": `module "network" {
  source = "./network"
  cidr   = "10.0.0.0/16"
}
`,
    "network/main.tf": `variable "cidr" {
  description = "Addresses of the network, such as 10.0.0.0/16"
  type        = string
}

output "cidr" {
  description = "Addresses of the network"
  value       = var.cidr
}
`,
  },
  check: ({ modules }) =>
    modules
      .filter(({ role }) => role === "module")
      .flatMap((module) => [
        ...blocksOf(module, "variable").flatMap((block) => [
          ...withoutDescription(block),
          ...withoutType(block),
        ]),
        ...blocksOf(module, "output").flatMap(withoutDescription),
      ]),
};

function withoutDescription(block: Block): Problem[] {
  const description = valueOf(block.body, "description");
  const isEmpty =
    description === undefined ||
    (description.kind === "literal" && String(description.value ?? "").trim() === "");
  if (!isEmpty) return [];
  return [
    {
      message: `${addressOf(block)} has no description.`,
      mend: "Add a description: what it is, its unit, and what happens when it is left out.",
      range: block.range,
    },
  ];
}

function withoutType(block: Block): Problem[] {
  if (block.body.attributes.has("type")) return [];
  return [
    {
      message: `${addressOf(block)} has no type, and so takes anything.`,
      mend: "Add its type, such as type = string or type = list(string).",
      range: block.range,
    },
  ];
}
