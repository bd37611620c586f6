import type { Problem } from "../../finding";
import type { Rule } from "../../rule";
import { attributeType } from "../../schema/attribute-type";
import { misfit } from "../../schema/misfit";
import { typeText } from "../../schema/type";
import { inEveryBody, placeText } from "../../schema/visit";

/** A value that can't become one of the argument's type. */
export const wrongType: Rule = {
  id: "schema-wrong-type",
  title: "Every value has the type of its argument",
  severity: "error",
  needsWhole: "file",
  why: `Terraform turns a text into a number or a boolean where it is written as one, and a number into a text, but nothing
else: a list can't be given where one value is taken.`,
  source: "https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion",
  bad: {
    "main.tf": `variable "names" {
  type = list(string)
}

resource "aws_cloudwatch_log_group" "connector" {
  name              = var.names
  retention_in_days = "a month"
}
`,
  },
  good: {
    "main.tf": `variable "names" {
  type = list(string)
}

resource "aws_cloudwatch_log_group" "connector" {
  name              = var.names[0]
  retention_in_days = "30"
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed, analysis, context }) => {
      const problems: Problem[] = placed.attributes.flatMap(({ attribute, schema, path }) => {
        const type = attributeType(schema);
        const wrong = misfit(analysis.shapeOf(attribute.value, context), type);
        if (wrong === undefined) return [];
        const where = wrong.path === "" ? "" : `${wrong.path}: `;
        return [
          {
            message: `${path} of ${placed.address} takes ${typeText(type)}: ${where}${wrong.reason}.`,
            mend: `Give it a value of that type.`,
            range: attribute.value.range,
          },
        ];
      });
      for (const { name, wrong } of placed.blocks)
        if (wrong !== undefined)
          problems.push({
            message: `${name} of ${placeText(placed)} is a block, and is given a value.`,
            mend: "Give it an object with the block's arguments, or a list of such objects.",
            range: wrong.range,
          });
      return problems;
    }),
};
