import type { Rule } from "../../rule";
import { foundIn } from "../../schema/analysis";

const SOURCE = "https://developer.hashicorp.com/terraform/language/expressions/references";

/** A reference that leads nowhere. */
export const undeclaredReference: Rule = {
  id: "reference-undeclared",
  title: "Every reference leads to something that is declared",
  severity: "error",
  needsWhole: "module",
  why: `A reference to a variable, local value, resource or module that the module doesn't declare, or to an attribute that
a type doesn't have, is a slip of the pen or left over from a change. Terraform refuses it.`,
  source: SOURCE,
  bad: {
    "main.tf": `variable "name" {
  type = string
}

resource "aws_cloudwatch_log_group" "connector" {
  name = var.nmae
}

output "log_group" {
  value = aws_cloudwatch_log_group.connector.arnn
}
`,
  },
  good: {
    "main.tf": `variable "name" {
  type = string
}

resource "aws_cloudwatch_log_group" "connector" {
  name = var.name
}

output "log_group" {
  value = aws_cloudwatch_log_group.connector.arn
}
`,
  },
  check: (subject) => foundIn(subject, "reference", "cycle"),
};

/** `each`, `count` or `self` where they mean nothing. */
export const referenceContext: Rule = {
  id: "reference-context",
  title: "each, count and self are used where they have a meaning",
  severity: "error",
  needsWhole: "file",
  why: `\`each\` needs \`for_each\` in the same block, \`count.index\` needs \`count\`; \`self\` is there in postconditions,
provisioners and connections only.`,
  source: SOURCE,
  bad: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name = "apono-\${count.index}"
}
`,
  },
  good: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  count = 2
  name  = "apono-\${count.index}"
}
`,
  },
  check: (subject) => foundIn(subject, "context"),
};
