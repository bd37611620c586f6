import type { SyntaxProblem } from "./configuration";
import { startOf } from "./range";

/** The maximum nesting in JSON: more than anybody writes, less than the call stack allows. */
const JSON_DEPTH = 300;

/** The maximum depth of a syntax tree, which has about three levels for each bracket. */
export const TREE_DEPTH = 1000;

export const tooDeep = (file: string): SyntaxProblem => ({
  message:
    "The nesting is too deep: the limit is about 300 brackets, or 500 operators or conditions in a chain.",
  fix: "Close open brackets, or split the chain into several local values.",
  range: startOf(file),
});

/** Whether brackets outside of strings are nested too deeply. */
export function isTooDeepJson(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth > JSON_DEPTH) return true;
  }
  return false;
}
