import { colours } from "../../terminal/colours";
import type { Severity, ReportedFinding } from "../finding";
import { type Range, placeOf } from "../../terraform/range";
import { type Report, countFindings } from "../report";
import { groupByCause } from "./group-by-cause";
import { plural } from "../../terminal/plural";
import { scanSummary } from "./scan-summary";
import { relatedLines } from "./related-lines";
import { printable, printableLine } from "./printable";

const COLOURS: Readonly<Record<Severity, (text: string) => string>> = {
  error: colours.red,
  warning: colours.yellow,
  note: colours.cyan,
};

/** For people: each finding with its place, fix and source line; then a summary. */
export function asText(report: Report): string {
  const live = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const causes = groupByCause(live);
  const files = [...new Set(causes.map(({ range }) => range.file))];
  return [
    ...files.map((file) =>
      [
        colours.bold(colours.underline(printableLine(file))),
        ...causes
          .filter(({ range }) => range.file === file)
          .map((each) => findingText(each, report)),
      ].join("\n"),
    ),
    [
      ...scanSummary(report).map(printableLine),
      summary(report, new Set(live.map(({ range }) => range.file)).size),
    ].join("\n"),
  ].join("\n\n");
}

function findingText(finding: ReportedFinding, report: Report): string {
  const { range, severity, message, fix, rule } = finding;
  const { address, place } = locationOf(range, report);
  return [
    [
      // The message may name the address already.
      ...(address && message.includes(place) ? [] : [place]),
      COLOURS[severity](severity),
      indented(message),
      colours.dim(`[${rule}]`),
    ].join(" "),
    `  ${indented(fix)}`,
    ...relatedLines(finding, (each) => locationOf(each, report).place).map(
      (line) => `  ${indented(line)}`,
    ),
    ...excerpt(finding, report.lineOf(finding)),
  ].join("\n");
}

/** A place by file and line; in a plan by the address. */
function locationOf(range: Range, report: Report) {
  const address = report.addressAt(range);
  return { address: address !== undefined, place: printableLine(address ?? placeOf(range)) };
}

/** The source line of a finding, and a marker below it. */
function excerpt({ range }: ReportedFinding, line: string | undefined): string[] {
  if (line === undefined || line.trim() === "") return [];
  const number = String(range.start.line);
  // Keep tabs, so that the marker is aligned.
  const before = line.slice(0, range.start.column - 1).replace(/[^\t]/g, " ");
  const isOneLine = range.end.line === range.start.line;
  const end = isOneLine ? Math.min(range.end.column - 1, line.length) : line.trimEnd().length;
  const mark = "^".repeat(Math.max(1, end - range.start.column + 1));
  return [
    colours.dim(`  ${number} | ${printable(line)}`),
    colours.dim(`  ${" ".repeat(number.length)} | ${before}${mark}`),
  ];
}

function summary(report: Report, filesWithFindings: number): string {
  const { errors, warnings, notes, suppressed } = countFindings(report);
  const counts = [
    ...(errors > 0 ? [colours.red(plural(errors, "error"))] : []),
    ...(warnings > 0 ? [colours.yellow(plural(warnings, "warning"))] : []),
    ...(notes > 0 ? [colours.cyan(plural(notes, "note"))] : []),
  ];
  const off = suppressed > 0 ? ` ${plural(suppressed, "finding")} suppressed.` : "";
  const read = plural(report.files.length, "file");
  const broken = new Set(report.crashes.map(({ rule }) => rule)).size;
  const but = broken > 0 ? `, but ${colours.red(`${plural(broken, "rule")} crashed`)}` : "";
  const none = broken === 0 ? colours.green("No findings") : "No findings";
  if (counts.length === 0) return `${none} in ${read}${but}.${off}`;
  return `${counts.join(", ")} in ${filesWithFindings} of ${read}${but}.${off}`;
}

const indented = (text: string) => printable(text).replaceAll("\n", "\n  ");
