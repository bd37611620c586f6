import type { Expression } from "../model/expression";
import type { Range } from "../model/range";
import { heredocText, unescaped } from "./hcl-text";
import { type SyntaxNode, named, ofType, textOf } from "./parser";

/** Where a node stands in the file that a user sees. */
export type Locate = (node: SyntaxNode) => Range;

/** Reads strings with expressions woven in. https://developer.hashicorp.com/terraform/language/expressions/strings */
export class TemplateReader {
  constructor(
    private readonly locate: Locate,
    private readonly expression: (node: SyntaxNode) => Expression,
  ) {}

  /** A quoted string or a heredoc. */
  read(node: SyntaxNode): Expression {
    const isQuoted = node.type === "quoted_template";
    const parts = this.parts(named(node), isQuoted ? unescaped : heredocText(node));
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

  private parts(nodes: readonly SyntaxNode[], text: (raw: string) => string): Expression[] {
    return nodes.flatMap((node): Expression[] => {
      switch (node.type) {
        case "template_literal":
          return [{ kind: "literal", value: text(textOf(node)), range: this.locate(node) }];
        case "template_interpolation":
          return ofType(node, "expression").map((each) => this.expression(each));
        case "template_directive":
          return named(node).map((each) =>
            each.type === "template_for"
              ? this.forDirective(each, text)
              : this.ifDirective(each, text),
          );
        default:
          return [];
      }
    });
  }

  private forDirective(node: SyntaxNode, text: (raw: string) => string): Expression {
    const range = this.locate(node);
    const [intro] = ofType(node, "template_for_start");
    const [collection] = intro === undefined ? [] : ofType(intro, "expression");
    if (intro === undefined || collection === undefined) return { kind: "unreadable", range };
    return {
      kind: "for",
      gives: "text",
      names: ofType(intro, "identifier").map(textOf),
      collection: this.expression(collection),
      results: this.parts(named(node), text),
      range,
    };
  }

  private ifDirective(node: SyntaxNode, text: (raw: string) => string): Expression {
    const range = this.locate(node);
    const [intro] = ofType(node, "template_if_intro");
    const [condition] = intro === undefined ? [] : ofType(intro, "expression");
    if (condition === undefined) return { kind: "unreadable", range };
    const elseAt = ofType(node, "template_else_intro")[0]?.startIndex ?? Infinity;
    const branch = (isElse: boolean): Expression => ({
      kind: "template",
      parts: this.parts(
        named(node).filter((each) => each.startIndex > elseAt === isElse),
        text,
      ),
      range,
    });
    return {
      kind: "conditional",
      condition: this.expression(condition),
      then: branch(false),
      otherwise: branch(true),
      range,
    };
  }
}
