import { didYouMean } from "../../../suggest";
import type { Rule } from "../../rule";
import { inEveryBody, placeText } from "../../schema/visit";

/** An argument or a block that a schema doesn't have. */
export const unknownArgument: Rule = {
  id: "schema-unknown-argument",
  title: "Every argument is one that its type has",
  severity: "error",
  needsWhole: "file",
  why: `What a resource's type doesn't have is misspelt, stands in the wrong block, or is of another version of the provider.
Terraform refuses all of it. Arguments of a later major version are known where \`required_providers\` allows that version.`,
  source: "https://developer.hashicorp.com/terraform/language/resources/syntax",
  bad: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name              = "apono"
  retention_in_day  = 30
}
`,
  },
  good: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name              = "apono"
  retention_in_days = 30
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed }) =>
      placed.unplaced.map(({ name, range, as, isOther }) => {
        const { attributes = {}, block_types: blocks = {} } = placed.schema;
        const names = [...Object.keys(attributes), ...Object.keys(blocks)];
        const mend = isOther
          ? as === "argument"
            ? `It is a block: write ${name} { … }, without an equals sign.`
            : `It is an argument: write ${name} = ….`
          : `${didYouMean(name, names)}Correct the name, or take it out.`;
        return { message: `${placeText(placed)} has no ${as} "${name}".`, mend, range };
      }),
    ),
};
