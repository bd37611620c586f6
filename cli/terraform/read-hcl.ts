import type { Attribute, Block, Body, Comment, SyntaxProblem } from "./configuration";
import { type Range, startOf } from "./range";
import { ENGINE_ONLY } from "./block-types";
import { tooDeep } from "./nesting-depth";
import { ExpressionReader } from "./hcl-expression";
import {
  type SyntaxNode,
  loadParser,
  namedChildren,
  childrenOfType,
  textOf,
  withTree,
} from "./hcl-parser";

/** The parsed content of a file. */
export interface FileContent {
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}

/** Blocks that are read even in shallow mode: calls, providers and variables. */
const ALWAYS = new Set(["module", "terraform", "variable"]);

/**
 * Parses an HCL file. A syntax error doesn't affect the rest of the file.
 *
 * @param isShallow whether to read only the blocks that connect modules
 */
export async function readHcl(file: string, text: string, isShallow = false): Promise<FileContent> {
  const parser = await loadParser();
  try {
    return withTree(parser, text, (root) => contentOf(root, file, text, isShallow));
  } catch (error) {
    if (error instanceof RangeError) return emptyContent(file, [tooDeep(file)]);
    throw error;
  }
}

/** @throws RangeError if it is nested too deeply */
function contentOf(root: SyntaxNode, file: string, text: string, isShallow: boolean): FileContent {
  const locate = locatedIn(file);
  const lines = text.split("\n");
  const reader = new BodyReader(locate, !root.hasError, isShallow);
  const body = childrenOfType(root, "body")[0];
  return {
    body: body === undefined ? emptyContent(file).body : reader.body(body),
    problems: errorsIn(root)
      .slice(0, 1)
      .map((node) => problem(node, locate)),
    comments: root.descendantsOfType("comment").map((node) => ({
      text: textOf(node),
      isOnOwnLine:
        (lines[node.startPosition.row] ?? "").slice(0, node.startPosition.column).trim() === "",
      range: locate(node),
    })),
  };
}

/** The content of a file that can't be parsed. */
export const emptyContent = (
  file: string,
  problems: readonly SyntaxProblem[] = [],
): FileContent => ({
  body: { attributes: new Map(), blocks: [], range: startOf(file) },
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
  private readonly expressions: ExpressionReader;

  constructor(
    private readonly locate: (node: SyntaxNode) => Range,
    isSound: boolean,
    private readonly isShallow: boolean,
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
    const [name, value] = namedChildren(node);
    if (name === undefined || value === undefined) return; // a syntax error
    attributes.set(textOf(name), {
      name: textOf(name),
      nameRange: this.locate(name),
      value: this.expressions.read(value),
      range: this.locate(node),
    });
  }

  private block(node: SyntaxNode): Block {
    const [type, ...rest] = namedChildren(node);
    const labels = rest.filter(
      (child) => child.type === "string_lit" || child.type === "identifier",
    );
    const body = childrenOfType(node, "body")[0];
    const last = labels.at(-1) ?? type ?? node;
    return {
      type: textOf(type),
      labels: labels.map((label) =>
        label.type === "string_lit" ? textOf(label).slice(1, -1) : textOf(label),
      ),
      body:
        body === undefined
          ? { attributes: new Map(), blocks: [], range: this.locate(node) }
          : ENGINE_ONLY.has(textOf(type)) || (this.isShallow && !ALWAYS.has(textOf(type)))
            ? { attributes: new Map(), blocks: [], range: this.locate(body) }
            : this.body(body),
      range: { ...this.locate(node), end: this.locate(last).end },
    };
  }
}

/** The outermost syntax errors. */
const errorsIn = (node: SyntaxNode): SyntaxNode[] =>
  !node.hasError
    ? []
    : node.isError || node.isMissing
      ? [node]
      : node.children.filter(({ hasError }) => hasError).flatMap(errorsIn);

function problem(node: SyntaxNode, locate: (node: SyntaxNode) => Range): SyntaxProblem {
  const range = locate(node);
  if (node.isMissing && ")]}".includes(node.type))
    return { message: `A closing ${node.type} is missing here.`, range };
  const [line = ""] = textOf(node).split("\n");
  const end = { line: range.start.line, column: range.start.column + line.length };
  return { message: "Invalid Terraform syntax.", range: { ...range, end } };
}

/** The arguments and blocks of a body. */
const itemsOf = (body: SyntaxNode): SyntaxNode[] =>
  namedChildren(body).filter(({ type }) => type === "attribute" || type === "block");
