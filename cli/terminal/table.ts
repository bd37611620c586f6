import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import { colours } from "./colours";

/**
 * Formats a table for a terminal or log.
 *
 * @param width columns of the output; a wider table is shown as a list
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width = Infinity,
): string {
  const drawn = new Table({
    head: head.map((title) => colours.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  const text = drawn.toString();
  const isTooWide = text.split("\n").some((line) => stripVTControlCharacters(line).length > width);
  return isTooWide ? rows.map((row) => listed(head, row, width)).join("\n") : text;
}

/** A row as a list: its first cell, and below it the others with their titles. */
function listed(head: readonly string[], row: readonly string[], width: number): string {
  const [name = "", ...cells] = row;
  return [
    name,
    ...cells.flatMap((cell, index) => {
      const title = `  ${head[index + 1] ?? ""}:`;
      const line = `${title} ${cell}`;
      return line.length <= width
        ? [line]
        : [title, ...wrapped(cell, width - 4).map((part) => `    ${part}`)];
    }),
  ].join("\n");
}

/** Wraps a text between words only, so that an ID or ARN stays whole. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
