import type { Attribute, Block, Body, Comment, SyntaxProblem } from "../model/configuration";
import type { Range } from "../model/range";
import { tooDeep, tooDeepIn } from "./depth";
import { ExpressionReader } from "./hcl-expression";
import { Layout, itemsOf } from "./layout";
import { Lines } from "./lines";
import { type SyntaxNode, loadParser, named, ofType, textOf, withTree } from "./parser";
import { type Misquoted, misquoted } from "./quotes";

/** What a file holds. */
export interface FileContent {
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}

/** Reads a file in HCL: `.tf`, `.tfvars`. A mistake in one place leaves the rest of the file readable. */
export const readHcl = async (file: string, text: string): Promise<FileContent> =>
  withTree(await loadParser(), text, (root) => {
    const locate = locatedIn(file);
    const deepest = tooDeepIn(root);
    if (deepest !== undefined) return nothingIn(locate(root), [tooDeep(locate(deepest))]);
    const lines = text.split("\n");
    const reader = new BodyReader(locate, !root.hasError);
    const layout = new Layout(locate);
    const body = ofType(root, "body")[0];
    if (body !== undefined) layout.check(body);
    return {
      body:
        body === undefined
          ? { attributes: new Map(), blocks: [], range: locate(root) }
          : reader.body(body),
      problems: [
        ...syntaxProblems(text, root, locate),
        ...layout.problems,
        ...reader.problems,
      ].sort(inOrder),
      comments: root.descendantsOfType("comment").map((node) => ({
        text: textOf(node),
        isAlone:
          (lines[node.startPosition.row] ?? "").slice(0, node.startPosition.column).trim() === "",
        range: locate(node),
      })),
    };
  });

/** A file of which nothing can be read. */
export const nothingIn = (range: Range, problems: readonly SyntaxProblem[]): FileContent => ({
  body: { attributes: new Map(), blocks: [], range },
  problems,
  comments: [],
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

  constructor(
    private readonly locate: (node: SyntaxNode) => Range,
    isSound: boolean,
  ) {
    this.expressions = new ExpressionReader(locate, isSound);
  }

  body(node: SyntaxNode): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (const item of itemsOf(node)) {
      if (item.type === "block") blocks.push(this.block(item));
      else this.addAttribute(attributes, item);
    }
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
}

const QUOTES: Readonly<Record<Misquoted["is"], Omit<SyntaxProblem, "range">>> = {
  open: {
    message: "A text in quotes doesn't end on its line.",
    mend: 'Close it with ", and write \\" for a quote inside of it. What follows can\'t be read before that.',
  },
  single: {
    message: "Single quotes mean nothing to Terraform.",
    mend: 'Put texts in double quotes: "…".',
  },
  marker: {
    message: "The marker of a heredoc is in quotes.",
    mend: "Write it without: <<-EOT. What is inside is a template anyway; $${ stands for ${ as it is.",
  },
  heredoc: {
    message: "The heredoc that begins here never ends.",
    mend: "Write its marker on a line of its own, with nothing before it but white space, and nothing behind it.",
  },
  comment: {
    message: "The comment that begins here never ends.",
    mend: "Close it with */.",
  },
};

/** What the parser couldn't understand. */
function syntaxProblems(
  text: string,
  root: SyntaxNode,
  locate: (node: SyntaxNode) => Range,
): readonly SyntaxProblem[] {
  if (!root.hasError) return [];
  const quotes = misquoted(text);
  const lines = new Lines(locate(root).file, text);
  if (quotes.length > 0)
    return quotes.map(({ is, start, end }) => ({
      ...QUOTES[is],
      range: lines.between(start, end),
    }));
  const errors = errorsIn(root);
  const wrong = errors.filter(({ isError }) => isError);
  // What is missing after a mistake is missing because of it.
  const [first] = wrong.length > 0 ? wrong : errors;
  return errors
    .filter((node) => node.isError || node === first)
    .map((node) => problem(node, locate));
}

/** The tree's errors, outermost only. */
const errorsIn = (node: SyntaxNode): SyntaxNode[] =>
  node.isError || node.isMissing
    ? [node]
    : node.children.filter(({ hasError }) => hasError).flatMap(errorsIn);

function problem(node: SyntaxNode, locate: (node: SyntaxNode) => Range): SyntaxProblem {
  const range = locate(node);
  if (node.isMissing && ")]}".includes(node.type))
    return { message: `A bracket is open, and its ${node.type} is missing here.`, range };
  const [line = ""] = textOf(node).split("\n");
  const end = { line: range.start.line, column: range.start.column + line.length };
  return { message: "This is not Terraform's syntax.", range: { ...range, end } };
}

const inOrder = (a: SyntaxProblem, b: SyntaxProblem) =>
  a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
