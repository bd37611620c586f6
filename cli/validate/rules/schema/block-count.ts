import type { Rule } from "../../rule";
import { sizeOf } from "../../schema/dynamic";
import type { PlacedBlocks } from "../../schema/placed";
import { type Visited, inEveryBody, placeText } from "../../schema/visit";

/** A nested block that stands there too often or too rarely. */
export const blockCount: Rule = {
  id: "schema-block-count",
  title: "No block stands more often than its type allows",
  severity: "error",
  needsWhole: "file",
  why: `Many blocks may stand once only, such as \`network_configuration\`. What \`dynamic\` makes counts, too, as far as its
\`for_each\` is known before the plan.`,
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
    inEveryBody(subject, (visited) =>
      visited.placed.blocks.flatMap((blocks) => {
        const { name, schema, bodies, wrong, range } = blocks;
        const isOne = schema.nesting_mode === "single" || schema.nesting_mode === "group";
        const most = isOne ? 1 : schema.max_items;
        const least = schema.min_items ?? 0;
        const count = wrong === undefined ? countOf(blocks, isOne, visited) : undefined;
        if (count === undefined || (count >= least && (most === undefined || count <= most)))
          return [];
        return [
          {
            message: `${placeText(visited.placed)} has ${count} blocks "${name}", where ${count < least ? `at least ${least}` : `at most ${most}`} may stand.`,
            mend: count < least ? "Add what is missing." : "Leave one, or put them together.",
            range: bodies[most ?? 0]?.range ?? range,
          },
        ];
      }),
    ),
};

/** How many there are, with those that `dynamic` makes; undefined where only a plan can tell. */
function countOf(
  { bodies }: PlacedBlocks,
  isOne: boolean,
  { analysis, context }: Visited,
): number | undefined {
  const counts = bodies.map(({ madeBy }) => {
    const forEach = madeBy?.attributes.get("for_each");
    return forEach === undefined ? 1 : sizeOf(analysis.shapeOf(forEach.value, context));
  });
  // Where one may stand, Terraform takes what it doesn't know for one.
  return !isOne && counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 1), 0);
}
