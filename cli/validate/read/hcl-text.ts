import { type SyntaxNode, textOf } from "./parser";

/** Escapes of a quoted string. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

/** The text that a quoted string stands for. */
export const unescaped = (raw: string): string =>
  withoutTemplateEscapes(
    raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, one) => {
      if (one !== undefined) return ESCAPES[one as string] ?? (whole as string);
      const code = Number.parseInt((short ?? long) as string, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : (whole as string);
    }),
  );

/** `$${` and `%%{` stand for `${` and `%{`. */
export const withoutTemplateEscapes = (raw: string): string => raw.replace(/([$%])\1\{/g, "$1{");

/** The text of a heredoc's literal parts: `<<-` takes away the indentation that all lines have. */
export function heredocText(node: SyntaxNode): (raw: string) => string {
  const start = textOf(node.namedChildren[0]);
  if (start !== "<<-") return withoutTemplateEscapes;
  const lines = textOf(node).split("\n").slice(1);
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = Math.min(...indents, Infinity);
  if (!Number.isFinite(common) || common === 0) return withoutTemplateEscapes;
  const indentation = new RegExp(`(^|\n)[ \t]{${common}}`, "g");
  return (raw) => withoutTemplateEscapes(raw.replace(indentation, "$1"));
}
