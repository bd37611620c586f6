import Table from "cli-table3";
import { colours } from "./colours";

/** A table for a terminal or a log; coloured as all output is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: head.map((title) => colours.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}
