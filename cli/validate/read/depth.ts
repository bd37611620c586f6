import type { SyntaxProblem } from "../model/configuration";
import type { Range } from "../model/range";
import type { SyntaxNode } from "./parser";

/** How deep values may be nested in JSON: far more than anybody writes, far less than what a stack holds. */
const JSON_DEPTH = 300;

/** The same of a syntax tree, which has about three levels for each bracket. */
const TREE_DEPTH = 1000;

export const tooDeep = (range: Range): SyntaxProblem => ({
  message: "Values are nested so deeply in this file that nobody can have meant it.",
  mend: "Look for brackets that are opened and never closed.",
  range,
});

/** Whether brackets outside of strings are nested deeper than makes sense. */
export function isTooDeepJson(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth > JSON_DEPTH) return true;
  }
  return false;
}

/** Whether a tree is deeper than makes sense. Walks without recursion, which such a tree would end. */
export function isTooDeep(root: SyntaxNode): boolean {
  const cursor = root.walk();
  let depth = 0;
  try {
    for (;;) {
      if (cursor.gotoFirstChild()) {
        depth += 1;
        if (depth > TREE_DEPTH) return true;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return false;
        depth -= 1;
      }
    }
  } finally {
    cursor.delete();
  }
}
