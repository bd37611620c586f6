import { placeOf } from "../../terraform/range";
import type { Report } from "../report";
import { plural } from "../../terminal/plural";

/** How many connectors or files a line names. */
const NAMED = 5;

/** What the run found and read: connectors, notes, and files that could not be read. */
export function scanSummary({ connectors, incompleteFiles, notes }: Report): string[] {
  const found = [
    ...new Set(connectors.map(({ address, by }) => (by === "" ? address : `${address} (${by})`))),
  ];
  return [
    ...(found.length === 0
      ? [["No connector found.", ...notes].join(" ")]
      : [`${plural(found.length, "connector part")} found: ${firstNames(found)}.`, ...notes]),
    ...(incompleteFiles.length === 0
      ? []
      : [
          `${plural(incompleteFiles.length, "file")} could not be read: ${firstNames(incompleteFiles.map(placeOf))}.`,
        ]),
  ];
}

function firstNames(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The summary for programs: empty if there is nothing to report. */
export const scanSummaryIfAny = (report: Report): string[] =>
  report.connectors.length + report.notes.length + report.incompleteFiles.length === 0
    ? []
    : scanSummary(report);
