import type { Count, Outcome } from "./outcome";
import type { Suite } from "./suites";

/** The table's head. @param subject what the rows are: `Engine` or `Node` */
export const headOf = (suites: readonly Suite[], subject = "Engine"): string[] => [
  subject,
  ...suites.map(({ title }) => title),
  "took",
  "on",
];

/** An engine's row. @param day such as 2026-01-31 */
export function rowOf(
  { engine, counts, seconds, notRun }: Outcome,
  suites: readonly Suite[],
  day: string,
): string[] {
  const cells =
    notRun === undefined
      ? [...counts.map(cell), `${Math.round(seconds / 60)} min`]
      : [`not run: ${notRun}`, ...suites.map(() => "")];
  return [engine, ...cells, day];
}

function cell({ passed, failed }: Count): string {
  if (passed + failed === 0) return "";
  return failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
}

/** A table of a document. */
export interface Table {
  /** In its mark, `<!-- table: name -->`. */
  readonly name: string;
  readonly head: readonly string[];
  /** How many of the first columns say what a row is about. @default 1 */
  readonly keys?: number;
}

const END = "<!-- end of table -->";

/**
 * Puts rows into the table of a document. Rows of what was not run now stay as they are.
 *
 * @throws Error where the document has no place for the table
 */
export function withRows(
  document: string,
  { name, head, keys = 1 }: Table,
  rows: readonly (readonly string[])[],
): string {
  const start = `<!-- table: ${name} -->`;
  const [before, rest] = split(document, start);
  const [old, after] = split(rest, END);
  const key = (row: readonly string[]) => row.slice(0, keys).join(" | ");
  const kept = old
    .split("\n")
    .filter(
      (line) =>
        line.startsWith("| ") && !line.startsWith(`| ${head[0]} |`) && !line.startsWith("| --- "),
    )
    .map((line) => line.slice(2, -2).split(" | "))
    .filter((row) => !rows.some((other) => key(other) === key(row)));
  const all = [...kept, ...rows].sort((a, b) =>
    key(a).localeCompare(key(b), "en", { numeric: true }),
  );
  const lines = [head, head.map(() => "---"), ...all].map((row) => `| ${row.join(" | ")} |`);
  return `${before}${start}\n\n<!-- prettier-ignore -->\n${lines.join("\n")}\n\n${END}${after}`;
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`There is no line ${mark} in the document.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
