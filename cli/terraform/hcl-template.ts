import type { Expression } from "./expression";
import type { Range } from "./range";

import { heredocBounds, heredocText, unescaped } from "./hcl-text";
import { type SyntaxNode, namedChildren, childrenOfType, textBetween, textOf } from "./hcl-parser";

/** The range of a node in the file. */
export type Locate = (node: SyntaxNode) => Range;

/** Resolves the escapes of literal text. @param beginsLine whether it is at the beginning of a line */
type TextOf = (raw: string, beginsLine: boolean) => string;

/** A part of a template, with the nodes around it, which may trim it with `~`. */
interface Stretch {
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
  readonly before?: SyntaxNode;
  readonly behind?: SyntaxNode;
}

/** Reads templates. https://developer.hashicorp.com/terraform/language/expressions/strings */
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
    // "${null}" is not a literal.
    if (parts.every((part) => part.kind === "literal" && typeof part.value === "string"))
      return {
        kind: "literal",
        value: parts.map((part) => (part.kind === "literal" ? String(part.value) : "")).join(""),
        range,
      };
    // "${a}" alone has the type of a. A heredoc always ends in a line break.
    return parts.length === 1 && isQuoted ? parts[0]! : { kind: "template", parts, range };
  }

  /**
   * The interpolations and directives of a part, and the text between them. The text is cut out of the source, because the
   * grammar drops white space at its edges.
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

/** The part of a node between two others. */
const between = (node: SyntaxNode, before: SyntaxNode, behind: SyntaxNode): Stretch => ({
  node,
  start: before.endIndex,
  end: behind.startIndex,
  before,
  behind,
});
