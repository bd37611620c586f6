import type { Problem } from "../../finding";
import type { Rule } from "../../rule";
import type { Takes } from "../../schema/checks/check";
import { checksOf } from "../../schema/checks";
import { refusal } from "../../schema/checks/judge";
import type { Shape } from "../../schema/shape";
import { inEveryBody } from "../../schema/visit";
import { isWhole } from "../../schema/whole";

/** How much of a value a message shows. */
const SHOWN = 60;

/** A value that has the right type, and that the provider refuses. */
export const invalidValue: Rule = {
  id: "schema-invalid-value",
  title: "Every value is one that the provider takes",
  severity: "error",
  needsWhole: "file",
  why: `Many arguments take certain values only: words of a list, numbers of a range, names of some length, ARNs, JSON.
The provider checks them before it calls AWS, so \`terraform validate\` refuses them; what isn't known yet is not judged.
Where something else in the same list or block isn't known, the provider checks at the plan only: there it is a warning.`,
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
  bad: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name              = "/ecs/apono connector"
  retention_in_days = 31
}
`,
  },
  good: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  name              = "/ecs/apono-connector"
  retention_in_days = 30
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed, analysis, context, typed }) => {
      const { values } = checksOf(typed);
      if (values.length === 0) return [];
      return placed.attributes.flatMap(({ attribute, path }): Problem[] => {
        const takes = values.find((each) => each.path === path)?.takes;
        if (takes === undefined) return [];
        const shapes = elementsOf(analysis.shapeOf(attribute.value, context));
        const [wrong] = shapes.flatMap((shape) => problemOf(takes, shape));
        if (wrong === undefined) return [];
        return [
          {
            message: `${path} of ${placed.address} takes ${wrong.instead}${wrong.shown}.`,
            mend: `Give it ${wrong.instead}.`,
            range: attribute.value.range,
            ...(isWhole(typed, path, analysis) ? {} : { severity: "warning" as const }),
          },
        ];
      });
    }),
};

const elementsOf = (shape: Shape): readonly Shape[] =>
  shape.kind === "tuple" ? shape.items : [shape];

function problemOf(takes: Takes, shape: Shape): { instead: string; shown: string }[] {
  if (shape.kind !== "known") return [];
  const instead = refusal(takes, shape.value);
  if (instead === undefined) return [];
  // A document may hold anything.
  const isShown = takes.kind !== "json" && shape.isVeiled !== true;
  const shown = isShown ? `, and not ${cut(shape.value)}` : ", which this is not";
  return [{ instead, shown }];
}

function cut(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
