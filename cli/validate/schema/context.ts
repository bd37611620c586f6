import type { Block } from "../model/configuration";
import type { Shape } from "./shape";

/** Where an expression stands: what it may refer to beside what the module declares. */
export interface Context {
  /** Whether `count.index` has a meaning. */
  readonly count: boolean;
  /** Whether `each.key` and `each.value` have. */
  readonly forEach: boolean;
  /** What `self` is. */
  readonly self?: Block;
  /** Names that a `dynamic` block or a `for` has bound. */
  readonly names: ReadonlyMap<string, Shape>;
}

/** Nothing but what the module declares. */
export const PLAIN: Context = { count: false, forEach: false, names: new Map() };

/** The context of what is in a block that may be there several times. */
export const contextOf = ({ body }: Block): Context => ({
  ...PLAIN,
  count: body.attributes.has("count"),
  forEach: body.attributes.has("for_each"),
});

/** The same with further names. */
export const withNames = (
  context: Context,
  names: Iterable<readonly [string, Shape]>,
): Context => ({ ...context, names: new Map([...context.names, ...names]) });
