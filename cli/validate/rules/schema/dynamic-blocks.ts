import type { Problem } from "../../finding";
import { type Dynamic, isNoCollection } from "../../schema/dynamic";
import { shapeText } from "../../schema/shape";
import type { Visited } from "../../schema/visit";

/** What a `dynamic` block has beside its content; `labels` for blocks that have some, which few providers know. */
const ARGUMENTS = ["for_each", "iterator", "labels"];

/**
 * What is wrong with the `dynamic` blocks of a body themselves.
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export const dynamicProblems = (visited: Visited): Problem[] =>
  visited.placed.dynamics.flatMap((dynamic) => [
    ...formProblems(dynamic, visited),
    ...collectionProblems(dynamic, visited),
  ]);

function formProblems(
  { name, range, attributes, contents }: Dynamic,
  { placed }: Visited,
): Problem[] {
  const what = `The dynamic block "${name}"`;
  const isLabelled = placed.schema.block_types?.[name]?.nesting_mode === "map";
  const taken = ARGUMENTS.filter((each) => each !== "labels" || isLabelled);
  const problems: Problem[] = [...attributes.values()]
    .filter((each) => !taken.includes(each.name))
    .map((each) => ({
      message: `${what} has no argument "${each.name}".`,
      mend: `It has ${taken.join(", ")}; what the blocks shall hold goes into its content.`,
      range: each.nameRange,
    }));
  if (!attributes.has("for_each"))
    problems.push({ message: `${what} needs the argument "for_each".`, mend: "Set it.", range });
  if (contents.length !== 1)
    problems.push({
      message: `${what} has ${contents.length} blocks "content", where one has to stand.`,
      mend: contents.length === 0 ? "Add it." : "Put them together.",
      range,
    });
  return problems;
}

function collectionProblems(
  { name, attributes }: Dynamic,
  { analysis, context }: Visited,
): Problem[] {
  const value = attributes.get("for_each")?.value;
  const shape = value && analysis.shapeOf(value, context);
  if (value === undefined || shape === undefined || !isNoCollection(shape)) return [];
  return [
    {
      message: `The dynamic block "${name}" goes over ${shapeText(shape)}.`,
      mend: "Give for_each a list, a set, a map or an object; an empty one for no block.",
      range: value.range,
    },
  ];
}
