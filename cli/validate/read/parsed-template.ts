import type { Parser } from "web-tree-sitter";
import type { Expression } from "../model/expression";
import type { Range } from "../model/range";
import { ExpressionReader } from "./hcl-expression";
import { ofType, withTree } from "./parser";

/**
 * Reads a string of JSON as a template: parsed as a heredoc, which knows no escapes but its own, just as JSON's strings.
 *
 * @returns undefined where it is not Terraform's syntax
 */
export function parsedTemplate(
  parser: Parser,
  value: string,
  range: Range,
): Expression | undefined {
  // Longer than any run of the same letter in the text, so that the text can't end itself.
  const marker = "E".repeat(
    Math.max(0, ...(value.match(/E+/g) ?? []).map(({ length }) => length)) + 1,
  );
  return withTree(parser, `value = <<${marker}\n${value}\n${marker}\n`, (root) => {
    if (root.hasError) return undefined;
    const [node] = root.descendantsOfType("heredoc_template");
    const body = ofType(root, "body").length;
    if (node === undefined || body !== 1) return { kind: "unreadable", range };
    return withoutLastBreak(new ExpressionReader(() => range, true).read(node));
  });
}

/** Takes the line break away that a heredoc has at its end; what is alone then stays what it is. */
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
