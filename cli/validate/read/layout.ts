import type { SyntaxProblem } from "../model/configuration";
import type { Range } from "../model/range";
import { type SyntaxNode, named, ofType, textOf } from "./parser";

/**
 * Where Terraform wants line breaks and where it takes none, which the grammar leaves open, and a few things that it
 * lets pass. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export class Layout {
  readonly problems: SyntaxProblem[] = [];

  constructor(private readonly locate: (node: SyntaxNode) => Range) {}

  /** @param body of a file; what the parser couldn't understand is left out */
  check(body: SyntaxNode): void {
    const items = itemsOf(body);
    this.checkApart(items);
    for (const item of items) if (!item.hasError) this.checkItem(item);
  }

  private checkItem(item: SyntaxNode): void {
    if (item.type === "attribute") {
      this.checkOneLine(item.children);
      this.checkInside(item);
      return;
    }
    const open = ofType(item, "block_start")[0];
    const close = ofType(item, "block_end")[0];
    if (open === undefined || close === undefined) return;
    const head = item.children.filter((child) => child.startIndex <= open.startIndex);
    this.checkOneLine(head);
    for (const label of ofType(item, "string_lit")) {
      this.checkInside(label);
      if (/(?<![$%])[$%]\{/.test(textOf(label)))
        this.report(label, "A block's label is a text without expressions.");
    }
    const items = ofType(item, "body").flatMap(itemsOf);
    this.checkBraces(open, items, close);
    for (const inner of items) this.checkItem(inner);
  }

  private checkBraces(open: SyntaxNode, items: readonly SyntaxNode[], close: SyntaxNode): void {
    const [first] = items;
    const last = items.at(-1);
    if (first === undefined || last === undefined) return;
    if (first.startPosition.row === open.startPosition.row) {
      const isAlone = items.length === 1 && first.type === "attribute";
      if (isAlone && last.endPosition.row === close.startPosition.row) return;
      this.report(
        first,
        "A block on one line holds one argument and nothing else.",
        "Begin a new line after {, after each argument and before }.",
      );
      return;
    }
    this.checkApart(items);
    if (last.endPosition.row === close.startPosition.row)
      this.report(close, "The block ends on the line of its last argument.", "Put } on the next.");
  }

  private checkApart(items: readonly SyntaxNode[]): void {
    items.slice(1).forEach((item, index) => {
      if (items[index]!.endPosition.row < item.startPosition.row) return;
      this.report(
        item,
        "An argument or a block begins on the line where another ends.",
        "Begin it on a line of its own.",
      );
    });
  }

  /** A value ends with its line, unless brackets hold it together. */
  private checkOneLine(nodes: readonly SyntaxNode[]): void {
    let row: number | undefined;
    let depth = 0;
    for (const token of nodes.flatMap(tokensOf)) {
      if (token.type === "comment") {
        if (textOf(token).startsWith("/*") && token.startPosition.row === row)
          row = token.endPosition.row;
        continue;
      }
      if (CLOSING.has(token.type)) depth -= 1;
      else if (depth === 0 && row !== undefined && token.startPosition.row > row) {
        this.report(
          token,
          "A value goes on on another line, and no brackets hold it together.",
          "Write it on one line, or put parentheses around it.",
        );
        return;
      }
      if (OPENING.has(token.type)) depth += 1;
      row = token.endPosition.row;
    }
  }

  private checkInside(node: SyntaxNode, inHeredoc = false): void {
    switch (node.type) {
      case "object":
        this.checkObject(node);
        break;
      case "string_lit":
      case "quoted_template":
        this.checkQuotes(node);
        break;
      case "template_literal":
        if (!inHeredoc) this.checkText(node);
        break;
      case "template_interpolation":
        if (ofType(node, "expression").length === 0)
          this.report(node, "There is no expression between ${ and }.");
        break;
      case "numeric_lit":
        if (!/^[0-9]/.test(textOf(node)) || /^0[xX]/.test(textOf(node)))
          this.report(node, `${textOf(node)} is no number that Terraform reads.`);
        break;
      case "heredoc_template":
        if (/^<<-?[^\s]+[ \t]+\r?\n/.test(textOf(node)))
          this.report(node, "There are blanks behind the word that begins the heredoc.");
        break;
      case "index":
        if (isLegacy(node) && isLegacy(node.nextSibling))
          this.report(node, "Two indexes follow one another: write them as [0][1].");
    }
    const within = HEREDOC.get(node.type) ?? inHeredoc;
    for (const child of node.children) this.checkInside(child, within);
  }

  private checkObject(node: SyntaxNode): void {
    const parts = node.children.filter(({ type }) => type === "object_elem" || type === ",");
    parts.forEach((part, index) => {
      const previous = parts[index - 1];
      if (part.type !== "object_elem") return;
      this.checkOneLine(part.children);
      if (previous?.type !== "object_elem") return;
      if (previous.endPosition.row < part.startPosition.row) return;
      this.report(
        part,
        "Two entries of an object stand on one line without a comma.",
        "Put a comma or a line break between them.",
      );
    });
  }

  /** A line break is none of a text's parts to the grammar where it stands at the text's begin or end. */
  private checkQuotes({ children }: SyntaxNode): void {
    const broken = children.find(
      (part, index) =>
        (part.type === "template_literal" && part.startPosition.row < part.endPosition.row) ||
        (children[index - 1]?.endPosition.row ?? part.startPosition.row) < part.startPosition.row,
    );
    if (broken !== undefined)
      this.report(
        children[0]!,
        "A text in quotes goes over several lines.",
        "Write \\n for a line break, or write the text as a heredoc: <<EOT.",
      );
  }

  private checkText(node: SyntaxNode): void {
    const text = textOf(node);
    // Half a character outside of Unicode's first plane is none.
    const [half] = /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F][0-9a-fA-F]{2}/.exec(text) ?? [];
    if (half !== undefined)
      this.report(node, `${half} is no character.`, "Write such characters as \\U0001F600.");
  }

  private report(node: SyntaxNode, message: string, mend?: string): void {
    this.problems.push({
      message,
      ...(mend === undefined ? {} : { mend }),
      range: this.locate(node),
    });
  }
}

/** The arguments and blocks of a body. */
export const itemsOf = (body: SyntaxNode): SyntaxNode[] =>
  named(body).filter(({ type }) => type === "attribute" || type === "block");

/** What a text is written in, by the kind of node around it. */
const HEREDOC: ReadonlyMap<string, boolean> = new Map([
  ["heredoc_template", true],
  ["quoted_template", false],
  ["string_lit", false],
]);

/** Inside these a line break means nothing. */
const OPENING = new Set(["(", "[", "{", "quoted_template_start", "template_interpolation_start"]);
const CLOSING = new Set([")", "]", "}", "quoted_template_end", "template_interpolation_end"]);

/** Texts, brackets and names as one token each. */
function tokensOf(node: SyntaxNode): SyntaxNode[] {
  const isWhole =
    node.childCount === 0 ||
    node.type === "heredoc_template" ||
    node.type === "template_interpolation_start" ||
    node.type === "template_interpolation_end" ||
    node.type === "quoted_template_start" ||
    node.type === "quoted_template_end";
  return isWhole ? [node] : node.children.flatMap(tokensOf);
}

const isLegacy = (node: SyntaxNode | null): boolean =>
  node?.type === "index" && node.firstChild?.type === "legacy_index";
