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

/** How deep the tree of a text can be at most: some levels for each open bracket, and two for each sign of an operator. */
function levelsIn(text: string): number {
  let [depth, deepest, operators] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 40 || sign === 91 || sign === 123) deepest = Math.max(deepest, (depth += 1));
    else if (sign === 41 || sign === 93 || sign === 125) depth -= 1;
    else if (OPERATORS.has(sign)) operators += 1;
  }
  return LEVELS_AROUND + deepest * 4 + operators * 2;
}

const OPERATORS = new Set([..."+-*/%!?<>&|"].map((sign) => sign.charCodeAt(0)));

/**
 * Where a tree is deeper than can be read, if it is: at the start of a chain, whose operands are grouped to the left. Walks
 * without recursion, which such a tree would end.
 */
export function tooDeepIn(root: SyntaxNode, text: string): SyntaxNode | undefined {
  if (levelsIn(text) < TREE_DEPTH) return undefined;
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
