import type { Parser } from "web-tree-sitter";
import type { Attribute, Block, Body, Comment, SyntaxProblem } from "../model/configuration";
import type { Range } from "../model/range";
import { ExpressionReader } from "./hcl-expression";
import { type SyntaxNode, named, ofType, textOf, withTree } from "./parser";

/** What a file holds. */
export interface FileContent {
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}

/** Reads a file in HCL: `.tf`, `.tfvars`. A mistake in one place leaves the rest of the file readable. */
export const readHcl = (parser: Parser, file: string, text: string): FileContent =>
  withTree(parser, text, (root) => {
    const locate = locatedIn(file);
    const reader = new BodyReader(locate);
    const body = ofType(root, "body")[0];
    return {
      body:
        body === undefined
          ? { attributes: new Map(), blocks: [], range: locate(root) }
          : reader.body(body),
      problems: [...syntaxProblems(root, locate), ...reader.problems].sort(inOrder),
      comments: root
        .descendantsOfType("comment")
        .map((node) => ({ text: textOf(node), range: locate(node) })),
    };
  });

const locatedIn =
  (file: string) =>
  (node: SyntaxNode): Range => ({
    file,
    start: { line: node.startPosition.row + 1, column: node.startPosition.column + 1 },
    end: { line: node.endPosition.row + 1, column: node.endPosition.column + 1 },
  });

class BodyReader {
  readonly problems: SyntaxProblem[] = [];
  private readonly expressions: ExpressionReader;

  constructor(private readonly locate: (node: SyntaxNode) => Range) {
    this.expressions = new ExpressionReader(locate);
  }

  body(node: SyntaxNode): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    const items = named(node).filter(({ type }) => type === "attribute" || type === "block");
    items.forEach((item, index) => {
      this.checkLine(item, items[index - 1]);
      if (item.type === "block") blocks.push(this.block(item));
      else this.addAttribute(attributes, item);
    });
    return { attributes, blocks, range: this.locate(node) };
  }

  private addAttribute(attributes: Map<string, Attribute>, node: SyntaxNode): void {
    const [name, value] = named(node);
    if (name === undefined || value === undefined) return; // the tree has an error there
    if (attributes.has(textOf(name))) {
      this.problems.push({
        message: `${textOf(name)} is set twice in one block.`,
        range: this.locate(name),
      });
      return;
    }
    attributes.set(textOf(name), {
      name: textOf(name),
      nameRange: this.locate(name),
      value: this.expressions.read(value),
      source: textOf(value),
      range: this.locate(node),
    });
  }

  private block(node: SyntaxNode): Block {
    const [type, ...rest] = named(node);
    const labels = rest.filter(
      (child) => child.type === "string_lit" || child.type === "identifier",
    );
    const body = ofType(node, "body")[0];
    const last = labels.at(-1) ?? type ?? node;
    return {
      type: textOf(type),
      labels: labels.map((label) =>
        label.type === "string_lit" ? textOf(label).slice(1, -1) : textOf(label),
      ),
      body:
        body === undefined
          ? { attributes: new Map(), blocks: [], range: this.locate(node) }
          : this.body(body),
      range: { ...this.locate(node), end: this.locate(last).end },
    };
  }

  /** The grammar takes two arguments on one line, which Terraform doesn't. */
  private checkLine(node: SyntaxNode, previous: SyntaxNode | undefined): void {
    if (previous === undefined || previous.endPosition.row < node.startPosition.row) return;
    // A heredoc's end is the line's end, too.
    if (textOf(previous).endsWith("\n")) return;
    this.problems.push({
      message: "An argument or a block begins on the line where another ends.",
      range: this.locate(node),
    });
  }
}

/** The tree's own errors, outermost only. */
function syntaxProblems(
  node: SyntaxNode,
  locate: (node: SyntaxNode) => Range,
): readonly SyntaxProblem[] {
  if (!node.hasError) return [];
  if (node.isMissing) return [{ message: `Here is missing: ${node.type}.`, range: locate(node) }];
  if (node.isError) {
    const start = locate(node).start;
    const [line = ""] = textOf(node).split("\n");
    return [
      {
        message: "This is not Terraform's syntax.",
        range: { ...locate(node), end: { line: start.line, column: start.column + line.length } },
      },
    ];
  }
  return node.children.flatMap((child) => (child === null ? [] : syntaxProblems(child, locate)));
}

const inOrder = (a: SyntaxProblem, b: SyntaxProblem) =>
  a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
