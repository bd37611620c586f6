import { isKnown } from "../value";
import type { Analysis } from "./analysis";
import { type Context, contextOf } from "./context";
import { expressionsOf } from "./dynamic";
import type { Placed, TypedBlock } from "./placed";
import { valueOfShape } from "./shape";
import { placedContext } from "./sites";

/**
 * Whether all is known of what stands below a path's first name: an argument, or all blocks of a name with what is in
 * them. Where it isn't, the provider looks at none of it before the plan.
 */
export function isWhole({ block, placed }: TypedBlock, path: string, analysis: Analysis): boolean {
  if (placed === undefined) return true;
  const [first] = path.split(".");
  const outer = contextOf(block);
  const isOurs = (name: string) => name === first;
  return (
    placed.attributes
      .filter(({ attribute }) => isOurs(attribute.name))
      .every(({ attribute }) => isKnown(valueOfShape(analysis.shapeOf(attribute.value, outer)))) &&
    placed.dynamics
      .filter(({ name }) => isOurs(name))
      .flatMap(expressionsOf)
      .every((each) => isKnown(valueOfShape(analysis.shapeOf(each, outer)))) &&
    placed.blocks
      .filter(({ name }) => isOurs(name))
      .every(({ bodies }) => bodies.every((body) => isBodyKnown(body, outer, analysis)))
  );
}

function isBodyKnown(placed: Placed, outer: Context, analysis: Analysis): boolean {
  const context = placedContext(placed, outer);
  const expressions = [
    ...placed.attributes.map(({ attribute }) => attribute.value),
    ...placed.dynamics.flatMap(expressionsOf),
  ];
  return (
    expressions.every((each) => isKnown(valueOfShape(analysis.shapeOf(each, context)))) &&
    placed.blocks.every(({ bodies }) => bodies.every((body) => isBodyKnown(body, outer, analysis)))
  );
}
