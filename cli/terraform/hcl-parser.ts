import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";

/** A node of the syntax tree. */
export type SyntaxNode = Node;

let parser: Promise<Parser> | undefined;

/** The parser of HCL, loaded once: about 20 ms. */
export const loadParser = (): Promise<Parser> =>
  (parser ??= (async () => {
    await Parser.init();
    // The npm package has a copy beside its bundle (tools/package).
    const copy = join(__dirname, "tree-sitter-terraform.wasm");
    const grammar = existsSync(copy)
      ? copy
      : require.resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm");
    return new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  })());

/** The source of each tree, before {@link parseable}. */
const texts = new WeakMap<Tree, string>();

/** The source of a node; empty if there is none. */
export const textOf = (node: Node | undefined): string =>
  node === undefined ? "" : (texts.get(node.tree) ?? "").slice(node.startIndex, node.endIndex);

/** The source between two offsets, including white space that the grammar drops. */
export const textBetween = (node: Node, start: number, end: number): string =>
  (texts.get(node.tree) ?? "").slice(start, end);

/** Replaces numbers such as `1e-9`, which the grammar doesn't parse, with as many digits. */
const parseable = (text: string): string =>
  text.replace(/(?<![\w.])\d+[eE][-+]?\d+(?![\w.])/g, (number) => "0".repeat(number.length));

/** Parses a text, and frees the tree's memory afterwards, which WebAssembly doesn't do. */
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

/** The named children of a node, without comments. */
export const namedChildren = (node: SyntaxNode): SyntaxNode[] =>
  node.namedChildren.filter((child) => child.type !== "comment");

/** The named children of a type. */
export const childrenOfType = (node: SyntaxNode, type: string): SyntaxNode[] =>
  node.namedChildren.filter((child) => child.type === type);
