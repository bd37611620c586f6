import type { SyntaxProblem } from "../model/configuration";
import type { Range } from "../model/range";
import type { SyntaxNode } from "./parser";

/** How deep values may be nested in JSON: far more than anybody writes, far less than what a stack holds. */
const JSON_DEPTH = 300;

/** The same of a syntax tree, which has about three levels for each bracket. */
const TREE_DEPTH = 1000;

/** Levels that a tree has around any expression: file, body, attribute, heredoc, … */
const LEVELS_AROUND = 20;

export const tooDeep = (range: Range): SyntaxProblem => ({
  message:
    "This is nested too deeply to be read: a stack holds some 300 brackets, or 500 operators or conditions in a chain.",
  mend: "Close the brackets that are open, or split the chain into several local values.",
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

/**
 * Where a tree is deeper than can be read, if it is: at the start of a chain, whose operands are grouped to the left. Walks
 * without recursion, which such a tree would end.
 */
export function tooDeepIn(root: SyntaxNode): SyntaxNode | undefined {
  // A text can't be deeper than its characters make it: `!` makes two levels, everything else fewer.
  if (root.endIndex * 2 + LEVELS_AROUND < TREE_DEPTH) return undefined;
  const cursor = root.walk();
  let depth = 0;
  try {
    for (;;) {
      if (cursor.gotoFirstChild()) {
        depth += 1;
        if (depth > TREE_DEPTH) return cursor.currentNode;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return undefined;
        depth -= 1;
      }
    }
  } finally {
    cursor.delete();
  }
}
