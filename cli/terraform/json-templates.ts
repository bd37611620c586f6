import type { Parser } from "web-tree-sitter";
import type { Expression } from "./expression";
import type { Range } from "./range";
import { ExpressionReader } from "./hcl-expression";
import { type SyntaxNode, childrenOfType, withTree } from "./hcl-parser";

/** Parses a JSON string as a template; undefined if it is invalid or nested too deeply. */
export type ReadTemplate = (value: string, range: Range) => Expression | undefined;

/**
 * Parses JSON strings as templates, all at once, which is much faster than one by one: each as a heredoc, which has only the
 * escapes of templates, like a JSON string.
 *
 * @param use called while the tree exists
 */
export const withTemplates = <T>(
  parser: Parser,
  values: readonly string[],
  use: (read: ReadTemplate) => T,
): T =>
  withTree(parser, heredocs(values), (root) => {
    const attributes = childrenOfType(root, "body").flatMap((body) =>
      childrenOfType(body, "attribute"),
    );
    // A syntax error may affect the next string: then each is parsed alone.
    const isSound = !root.hasError && attributes.length === values.length;
    const nodes = new Map(isSound ? values.map((value, at) => [value, attributes[at]!]) : []);
    return use((value, range) => {
      const node = nodes.get(value);
      if (node !== undefined) return readIn(node, range);
      if (values.length > 1) return withTemplates(parser, [value], (read) => read(value, range));
      return undefined;
    });
  });

function heredocs(values: readonly string[]): string {
  // Longer than any run of E in the strings, so that none ends the heredoc.
  const runs = values.flatMap((value) => value.match(/E+/g) ?? []);
  const marker = "E".repeat(runs.reduce((longest, { length }) => Math.max(longest, length), 0) + 1);
  return values.map((value, at) => `v${at} = <<${marker}\n${value}\n${marker}\n`).join("");
}

function readIn(attribute: SyntaxNode, range: Range): Expression | undefined {
  const [node] = attribute.descendantsOfType("heredoc_template");
  if (node === undefined) return undefined;
  try {
    return withoutLastBreak(new ExpressionReader(() => range, true).read(node));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Removes the line break at the end of a heredoc; a single part keeps its type. */
function withoutLastBreak(value: Expression): Expression {
  if (value.kind === "literal") return { ...value, value: String(value.value).replace(/\n$/, "") };
  if (value.kind !== "template") return value;
  const parts = value.parts.flatMap((part, index): Expression[] => {
    if (index < value.parts.length - 1 || part.kind !== "literal") return [part];
    const text = String(part.value).replace(/\n$/, "");
    return text === "" ? [] : [{ ...part, value: text }];
  });
  return parts.length === 1 ? parts[0]! : { ...value, parts };
}
