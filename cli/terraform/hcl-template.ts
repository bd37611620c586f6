import type { Expression } from "./expression";
import type { Range } from "./range";

import { heredocBounds, heredocText, unescaped } from "./hcl-text";
import { type SyntaxNode, namedChildren, childrenOfType, textBetween, textOf } from "./hcl-parser";

/** Where a node stands in the file that a user sees. */
export type Locate = (node: SyntaxNode) => Range;

/** What the text between two pieces stands for. @param beginsLine whether it is the first of its line */
type TextOf = (raw: string, beginsLine: boolean) => string;

/** A stretch of a template, with the nodes that bound it: what is before it and behind it may trim it with `~`. */
interface Stretch {
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
  readonly before?: SyntaxNode;
  readonly behind?: SyntaxNode;
}

/** Reads strings with expressions woven in. https://developer.hashicorp.com/terraform/language/expressions/strings */
export class TemplateReader {
  constructor(
    private readonly locate: Locate,
    private readonly expression: (node: SyntaxNode) => Expression,
  ) {}

  /** A quoted string or a heredoc. */
  read(node: SyntaxNode): Expression {
    const isQuoted = node.type === "quoted_template";
    const bounds = isQuoted
      ? { start: node.startIndex + 1, end: node.endIndex - 1 }
      : heredocBounds(node);
    const parts = this.parts({ node, ...bounds }, isQuoted ? unescaped : heredocText(node));
    const range = this.locate(node);
    // "${null}" is no text.
    if (parts.every((part) => part.kind === "literal" && typeof part.value === "string"))
      return {
        kind: "literal",
        value: parts.map((part) => (part.kind === "literal" ? String(part.value) : "")).join(""),
        range,
      };
    // "${a}" alone is what a is; a heredoc ends in a line break, so that it never is alone.
    return parts.length === 1 && isQuoted ? parts[0]! : { kind: "template", parts, range };
  }

  /**
   * The pieces of a stretch, and the texts between them. The texts are cut out of the source: the grammar takes white
   * space at their edges for nothing.
   */
  private parts({ node, start, end, before, behind }: Stretch, text: TextOf): Expression[] {
    const pieces = namedChildren(node).filter(
      (each) =>
        /^template_(interpolation|directive)$/.test(each.type) &&
        each.startIndex >= start &&
        each.endIndex <= end,
    );
    const parts: Expression[] = [];
    const addText = (from: number, to: number, left?: SyntaxNode, right?: SyntaxNode) => {
      const raw = textBetween(node, from, to);
      if (raw === "") return;
      const opens = left !== undefined && /~\}$/.test(textOf(left));
      const closes = right !== undefined && /^[$%]\{~/.test(textOf(right));
      const beginsLine = left === undefined;
      const value = text(opens ? raw.trimStart() : raw, beginsLine);
      const kept = closes ? value.trimEnd() : value;
      if (kept === "") return;
      const range = this.locate(node);
      const begin = left === undefined ? range.start : this.locate(left).end;
      const close = right === undefined ? range.end : this.locate(right).start;
      parts.push({ kind: "literal", value: kept, range: { ...range, start: begin, end: close } });
    };
    let from = start;
    let left = before;
    for (const piece of pieces) {
      addText(from, piece.startIndex, left, piece);
      parts.push(...this.piece(piece, text));
      from = piece.endIndex;
      left = piece;
    }
    addText(from, end, left, behind);
    return parts;
  }

  private piece(node: SyntaxNode, text: TextOf): Expression[] {
    if (node.type === "template_interpolation")
      return childrenOfType(node, "expression").map((each) => this.expression(each));
    return namedChildren(node).map((each) =>
      each.type === "template_for" ? this.forDirective(each, text) : this.ifDirective(each, text),
    );
  }

  private forDirective(node: SyntaxNode, text: TextOf): Expression {
    const range = this.locate(node);
    const [intro] = childrenOfType(node, "template_for_start");
    const [end] = childrenOfType(node, "template_for_end");
    const [collection] = intro === undefined ? [] : childrenOfType(intro, "expression");
    if (intro === undefined || end === undefined || collection === undefined)
      return { kind: "unreadable", range };
    return {
      kind: "for",
      gives: "text",
      names: childrenOfType(intro, "identifier").map(textOf),
      collection: this.expression(collection),
      results: this.parts(between(node, intro, end), text),
      range,
    };
  }

  private ifDirective(node: SyntaxNode, text: TextOf): Expression {
    const range = this.locate(node);
    const [intro] = childrenOfType(node, "template_if_intro");
    const [otherwise] = childrenOfType(node, "template_else_intro");
    const [end] = childrenOfType(node, "template_if_end");
    const [condition] = intro === undefined ? [] : childrenOfType(intro, "expression");
    if (intro === undefined || end === undefined || condition === undefined)
      return { kind: "unreadable", range };
    const branch = (stretch: Stretch | undefined): Expression => ({
      kind: "template",
      parts: stretch === undefined ? [] : this.parts(stretch, text),
      range,
    });
    return {
      kind: "conditional",
      condition: this.expression(condition),
      then: branch(between(node, intro, otherwise ?? end)),
      otherwise: branch(otherwise === undefined ? undefined : between(node, otherwise, end)),
      range,
    };
  }
}

/** What is between two nodes inside another. */
const between = (node: SyntaxNode, before: SyntaxNode, behind: SyntaxNode): Stretch => ({
  node,
  start: before.endIndex,
  end: behind.startIndex,
  before,
  behind,
});
