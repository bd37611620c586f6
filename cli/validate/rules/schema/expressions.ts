import type { Rule } from "../../rule";
import { foundIn } from "../../schema/analysis";

/** A call that Terraform can't make. */
export const functionCall: Rule = {
  id: "function-call",
  title: "Every function is one of Terraform's, with arguments that it takes",
  severity: "error",
  needsWhole: "file",
  why: `Terraform has a fixed set of functions. One that doesn't exist, or too few, too many or wrong arguments, fail. Where
\`terraform validate\` doesn't come to evaluate the call (behind a condition that isn't known yet, or in a round over a list
that isn't), it fails at the plan or even at the apply: there it is a warning.`,
  source: "https://developer.hashicorp.com/terraform/language/functions",
  bad: {
    "main.tf": `locals {
  name = uper("apono")
  all  = join(["a", "b"])
}
`,
  },
  good: {
    "main.tf": `locals {
  name = upper("apono")
  all  = join(",", ["a", "b"])
}
`,
  },
  check: (subject) => foundIn(subject, "function"),
};

/** An expression that can't be evaluated, whatever the values turn out to be. */
export const expressionType: Rule = {
  id: "expression-type",
  title: "Every expression can be evaluated",
  severity: "error",
  needsWhole: "module",
  why: `An operator takes numbers or booleans, a text takes single values, a condition gives values of one type, and only what
is there can be read of an object or a list. Types of variables, local values and functions are followed.`,
  source: "https://developer.hashicorp.com/terraform/language/expressions",
  bad: {
    "main.tf": `locals {
  settings = { name = "apono" }
  name     = local.settings.nam
  sum      = "one" + 1
}
`,
  },
  good: {
    "main.tf": `locals {
  settings = { name = "apono" }
  name     = local.settings.name
  sum      = 1 + 1
}
`,
  },
  check: (subject) => foundIn(subject, "expression"),
};
