import type { Rule } from "../../rule";
import { inEveryBody } from "../../schema/visit";

/** A value for what only the provider sets. */
export const readOnly: Rule = {
  id: "schema-read-only",
  title: "What the provider sets is not set by the configuration",
  severity: "error",
  needsWhole: "file",
  why: `Attributes such as an ARN are known after AWS has made a resource; they can be read, not set.`,
  source: "https://developer.hashicorp.com/terraform/language/resources/syntax",
  bad: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name = "apono"
  arn  = "arn:aws:logs:eu-central-1:111122223333:log-group:apono"
}
`,
  },
  good: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name = "apono"
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed, analysis, context }) =>
      placed.attributes
        .filter(({ schema }) => schema.computed === true && schema.optional !== true)
        .filter(({ attribute }) => analysis.shapeOf(attribute.value, context).kind !== "null")
        .map(({ attribute, path }) => ({
          message: `${path} of ${placed.address} is set by the provider, and can't be set here.`,
          mend: "Take it out; other places can read it.",
          range: attribute.range,
        })),
    ),
};
