import { readFileSync } from "node:fs";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";

/** A place in a parsed text. */
export type SyntaxNode = Node;

let parser: Promise<Parser> | undefined;

/** The parser of HCL, loaded once: about 20 ms. */
export const loadParser = (): Promise<Parser> =>
  (parser ??= (async () => {
    await Parser.init();
    const grammar =
      require.resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm");
    return new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  })());

/** The texts that trees were made of, as they were before {@link parseable}. */
const texts = new WeakMap<Tree, string>();

/** What is written in a node's place; nothing where there is no node. */
export const textOf = (node: Node | undefined): string =>
  node === undefined ? "" : (texts.get(node.tree) ?? "").slice(node.startIndex, node.endIndex);

/** What is written between two places of a node's text, the white space that the grammar passes over included. */
export const textBetween = (node: Node, start: number, end: number): string =>
  (texts.get(node.tree) ?? "").slice(start, end);

/** Numbers such as `1e-9`, which the grammar takes with a fraction only: digits stand in for them, as many. */
const parseable = (text: string): string =>
  text.replace(/(?<![\w.])\d+[eE][-+]?\d+(?![\w.])/g, (number) => "0".repeat(number.length));

/** Uses the tree of a text, and gives its memory back, which WebAssembly doesn't do by itself. */
export function withTree<T>(using: Parser, text: string, use: (root: Node) => T): T {
  const tree: Tree | null = using.parse(parseable(text));
  if (tree === null) throw new Error("The HCL parser gave no tree."); // only without a language
  texts.set(tree, text);
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/** What is written inside a node, comments apart. */
export const namedChildren = (node: SyntaxNode): SyntaxNode[] =>
  node.namedChildren.filter((child) => child.type !== "comment");

/** The same of one type. */
export const childrenOfType = (node: SyntaxNode, type: string): SyntaxNode[] =>
  node.namedChildren.filter((child) => child.type === type);
