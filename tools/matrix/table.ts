import type { Count, Outcome } from "./outcome";
import type { Suite } from "./suites";

/** The table's head. */
export const headOf = (suites: readonly Suite[]): string[] => [
  "Engine",
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

const START = "<!-- table: engines -->";
const END = "<!-- end of table -->";

/**
 * Puts rows into the table of a document. Rows of engines that were not run now stay as they are.
 *
 * @throws Error where the document has no place for the table
 */
export function withRows(
  document: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const [before, rest] = split(document, START);
  const [old, after] = split(rest, END);
  const kept = old
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (Engine|---) /.test(line))
    .map((line) => line.slice(2, -2).split(" | "))
    .filter(([engine]) => !rows.some(([other]) => other === engine));
  const all = [...kept, ...rows].sort(([a = ""], [b = ""]) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const lines = [head, head.map(() => "---"), ...all].map((row) => `| ${row.join(" | ")} |`);
  return `${before}${START}\n\n<!-- prettier-ignore -->\n${lines.join("\n")}\n\n${END}${after}`;
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`There is no line ${mark} in the document.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
