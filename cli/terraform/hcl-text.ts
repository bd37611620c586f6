import { type SyntaxNode, textBetween, textOf } from "./hcl-parser";

/** Escapes of a quoted string. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

/** Resolves the escapes of a quoted string. */
export const unescaped = (raw: string): string =>
  withoutTemplateEscapes(
    raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, one) => {
      if (one !== undefined) return ESCAPES[one as string] ?? whole;
      const code = Number.parseInt((short ?? long) as string, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }),
  );

/** `$${` and `%%{` stand for `${` and `%{`. */
const withoutTemplateEscapes = (raw: string): string => raw.replace(/([$%])\1\{/g, "$1{");

/** The text of a heredoc: after the first line break, before the line of the closing marker. */
export function heredocBounds(node: SyntaxNode): { readonly start: number; readonly end: number } {
  const lines = textOf(node).split("\n");
  const first = lines[0]!.length + 1;
  const last = lines.at(-1)!.length;
  return {
    start: node.startIndex + first,
    end: Math.max(node.startIndex + first, node.endIndex - last),
  };
}

/**
 * Resolves escapes and, for `<<-`, removes the common indentation. Blank lines don't count and stay unchanged.
 *
 * @returns a function of a part's text, and whether it begins a line
 */
export function heredocText(node: SyntaxNode): (raw: string, beginsLine: boolean) => string {
  if (textOf(node.namedChildren[0]) !== "<<-") return withoutTemplateEscapes;
  const { start, end } = heredocBounds(node);
  const indents = textBetween(node, start, end)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = Math.min(...indents, Infinity);
  if (!Number.isFinite(common) || common === 0) return withoutTemplateEscapes;
  const indentation = new RegExp(`(?<=\n)[ \t]{${common}}(?![ \t]*\n)`, "g");
  return (raw, beginsLine) =>
    // The line break marks the first line as the beginning of a line.
    withoutTemplateEscapes(
      beginsLine ? `\n${raw}`.replace(indentation, "").slice(1) : raw.replace(indentation, ""),
    );
}
