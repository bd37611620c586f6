import type { Rule } from "../../rule";
import { inEveryBody, placeText } from "../../schema/visit";

/** A nested block that stands there too often or too rarely. */
export const blockCount: Rule = {
  id: "schema-block-count",
  title: "No block stands more often than its type allows",
  severity: "error",
  needsWhole: "file",
  why: `Many blocks may stand once only, such as \`network_configuration\`. What \`dynamic\` makes is counted at the plan.`,
  source: "https://developer.hashicorp.com/terraform/language/syntax/configuration#blocks",
  bad: {
    "main.tf": `resource "aws_ecs_cluster" "connector" {
  name = "apono"

  configuration {}
  configuration {}
}
`,
  },
  good: {
    "main.tf": `resource "aws_ecs_cluster" "connector" {
  name = "apono"

  configuration {}
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, ({ placed }) =>
      placed.blocks.flatMap(({ name, schema, bodies, isDynamic, wrong, range }) => {
        if (isDynamic || wrong !== undefined) return [];
        const isOne = schema.nesting_mode === "single" || schema.nesting_mode === "group";
        const most = isOne ? 1 : schema.max_items;
        const least = schema.min_items ?? 0;
        const count = bodies.length;
        if (count >= least && (most === undefined || count <= most)) return [];
        return [
          {
            message: `${placeText(placed)} has ${count} blocks "${name}", where ${count < least ? `at least ${least}` : `at most ${most}`} may stand.`,
            mend: count < least ? "Add what is missing." : "Leave one, or put them together.",
            range: bodies[most ?? 0]?.range ?? range,
          },
        ];
      }),
    ),
};
