import type { Rule } from "../../rule";
import type { Problem } from "../../finding";
import type { Range } from "../../model/range";
import { inEveryBody, placeText } from "../../schema/visit";

/** A required argument or block that isn't there. */
export const missingArgument: Rule = {
  id: "schema-missing-argument",
  title: "Every required argument is set",
  severity: "error",
  needsWhole: "file",
  why: `Without an argument that its type requires, a resource can't be planned. \`null\` counts as not set.`,
  source: "https://developer.hashicorp.com/terraform/language/resources/syntax",
  bad: {
    "main.tf": `resource "aws_iam_role" "connector" {
  name = "apono-connector"
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
    inEveryBody(subject, ({ placed, analysis, context }) => {
      const problems: Problem[] = [];
      const miss = (what: string, range: Range = placed.range) =>
        problems.push({
          message: `${placeText(placed)} needs ${what}, which is not set.`,
          mend: "Set it.",
          range,
        });
      for (const [name, schema] of Object.entries(placed.schema.attributes ?? {})) {
        if (schema.required !== true) continue;
        const set = placed.attributes.find(({ attribute }) => attribute.name === name)?.attribute;
        // A list of objects may be written as blocks.
        if (set === undefined && placed.blocks.some((each) => each.name === name)) continue;
        if (set === undefined) miss(`the argument "${name}"`);
        else if (analysis.shapeOf(set.value, context).kind === "null")
          miss(`the argument "${name}"`, set.range);
      }
      for (const [name, { min_items: least = 0 }] of Object.entries(
        placed.schema.block_types ?? {},
      ))
        if (least > 0 && !placed.blocks.some((each) => each.name === name))
          miss(`a block "${name}"`);
      return problems;
    }),
};
