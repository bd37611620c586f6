import { type Ephemeral, anyOf, lost, markIn, marked, withoutEphemeral } from "./ephemeral";
import type { Shape } from "./shape";

/**
 * Functions that handle the marks of some arguments themselves, and so are not called, and forget them, where one of
 * their arguments isn't known; by the arguments whose marks are forgotten.
 * https://github.com/zclconf/go-cty/blob/v1.16.0/cty/function/stdlib (parameters with AllowMarked, without AllowUnknown)
 */
const FORGETFUL: Readonly<Record<string, (index: number) => boolean>> = {
  abs: () => true,
  chunklist: () => true,
  concat: () => true,
  element: (index) => index === 0,
  flatten: () => true,
  merge: () => true,
  reverse: () => true,
  slice: (index) => index === 0,
  values: () => true,
  zipmap: () => true,
};

/** Functions that ask for no more than what holds the values. */
const OF_OUTSIDE = new Set(["length", "keys"]);

/** Functions whose answer is the same for an ephemeral value. */
const BLIND = new Set(["issensitive", "can"]);

/** A call's value with the marks that its arguments leave on it. */
export function markedCall(name: string, args: readonly Shape[], result: Shape): Shape {
  if (name === "ephemeralasnull") return args[0] === undefined ? result : withoutEphemeral(args[0]);
  if (BLIND.has(name)) return marked(result, lost(anyOf(...args.map(markIn))));
  if (OF_OUTSIDE.has(name)) return marked(result, ...args.map(({ ephemeral }) => ephemeral));
  const forgets = FORGETFUL[name];
  const isForgetful =
    forgets !== undefined && args.some(({ kind }) => kind === "unknown" || kind === "typed");
  const marks = args.map((arg, index): Ephemeral | undefined =>
    isForgetful && forgets(index) ? lost(markIn(arg)) : markIn(arg),
  );
  return marked(result, ...marks);
}
