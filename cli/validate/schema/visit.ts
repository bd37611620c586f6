import type { Problem } from "../finding";
import type { Subject } from "../subject";
import { type Analysis, analysisOf } from "./analysis";
import { contextOf } from "./context";
import type { Context } from "./context";
import { type Placed, type TypedBlock, everyPlaced, typedBlocksOf } from "./placed";
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
        : [...everyPlaced(typed.placed)].flatMap((placed) => [
            ...check({
              scope,
              analysis,
              typed,
              placed,
              context: placedContext(placed, contextOf(typed.block)),
            }),
          ]),
    );
  });

/** Where a body is, for a message: `aws_ecs_service.connector`, or a block in it. */
export const placeText = ({ address, path }: Placed): string =>
  path === "" ? address : `${path} of ${address}`;
