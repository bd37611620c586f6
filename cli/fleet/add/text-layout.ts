/** How a text is laid out: its lines and their indentation. */

/** Characters between the start of a line and a place in it. */
export const columnOf = (text: string, at: number): number => at - startOfLine(text, at);

/** The white space that the line of a place begins with. */
export const indentOf = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(startOfLine(text, at)))![0];

/** The end of a place's line, before its line break; the place itself where a line has just ended. */
export function endOfLine(text: string, at: number): number {
  if (text[at - 1] === "\n") return at;
  const found = text.indexOf("\n", at);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** One step of indentation: a tab, or the fewest spaces that a line has; two where no line has any. */
export function indentUnit(text: string): string {
  if (/^\t/m.test(text)) return "\t";
  const found = [...text.matchAll(/^( +)[^\s#]/gm)].map(([, spaces]) => spaces!.length);
  return " ".repeat(found.length === 0 ? 2 : Math.min(...found));
}

/** The text's line break. */
export const newlineOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

const startOfLine = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
