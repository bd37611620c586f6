import type { Problem } from "../finding";
import type { Subject } from "../subject";
import { type Analysis, analysisOf } from "./analysis";
import { contextOf } from "./context";
import type { Context } from "./context";
import { sizeOf } from "./dynamic";
import { type Placed, type TypedBlock, typedBlocksOf } from "./placed";
import { type Scope, scopesOf } from "./scope";
import { placedContext } from "./sites";

/** A body that a schema speaks of, with all that a rule asks about it. */
export interface Visited {
  readonly scope: Scope;
  readonly analysis: Analysis;
  readonly typed: TypedBlock;
  readonly placed: Placed;
  readonly context: Context;
}

/** Gathers what a rule finds in every body of a kept type. */
export const inEveryBody = (
  subject: Subject,
  check: (visited: Visited) => Iterable<Problem>,
): Problem[] =>
  scopesOf(subject).flatMap((scope) => {
    const analysis = analysisOf(scope);
    return typedBlocksOf(scope).flatMap((typed) =>
      typed.placed === undefined
        ? []
        : [...visited({ scope, analysis, typed }, typed.placed)].flatMap((each) => [
            ...check(each),
          ]),
    );
  });

/** A body and those in it; but not what a `dynamic` block over nothing has, at which Terraform never comes to look. */
function* visited(
  of: Pick<Visited, "scope" | "analysis" | "typed">,
  placed: Placed,
): Generator<Visited> {
  const context = placedContext(placed, contextOf(of.typed.block));
  yield { ...of, placed, context };
  for (const body of placed.blocks.flatMap(({ bodies }) => bodies)) {
    const forEach = body.madeBy?.attributes.get("for_each");
    const size = forEach === undefined ? 1 : sizeOf(of.analysis.shapeOf(forEach.value, context));
    if (size !== 0) yield* visited(of, body);
  }
}

/** Where a body is, for a message: `aws_ecs_service.connector`, or a block in it. */
export const placeText = ({ address, path }: Placed): string =>
  path === "" ? address : `${path} of ${address}`;
