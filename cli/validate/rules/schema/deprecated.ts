import type { Problem } from "../../finding";
import type { Rule } from "../../rule";
import { inEveryBody, placeText } from "../../schema/visit";

/** What a provider will take away. */
export const deprecated: Rule = {
  id: "schema-deprecated",
  title: "Nothing is set that the provider will take away",
  severity: "warning",
  needsWhole: "file",
  why: `A deprecated argument still works, and goes with the provider's next major version. Its page says what to take instead.`,
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
  bad: {
    "main.tf": `resource "aws_iam_role" "connector" {
  name                = "apono-connector"
  assume_role_policy  = jsonencode({ Version = "2012-10-17", Statement = [] })
  managed_policy_arns = []
}
`,
  },
  good: {
    "main.tf": `resource "aws_iam_role" "connector" {
  name               = "apono-connector"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed, analysis, context }): Problem[] => [
      ...placed.attributes
        .filter(({ schema }) => schema.deprecated === true)
        .filter(({ attribute }) => analysis.shapeOf(attribute.value, context).kind !== "null")
        .map(({ attribute, path }) => ({
          message: `${path} of ${placed.address} is deprecated.`,
          mend: "See the type's page in the provider's documentation for what to take instead.",
          range: attribute.nameRange,
        })),
      ...placed.blocks
        .filter(({ schema }) => schema.block.deprecated === true)
        .map(({ name, range }) => ({
          message: `The block ${name} of ${placeText(placed)} is deprecated.`,
          mend: "See the type's page in the provider's documentation for what to take instead.",
          range,
        })),
    ]),
};
