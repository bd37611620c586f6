import { brokeDown } from "../errors";
import type { Severity, Verdict } from "../finding";
import type { Report } from "../validate";
import { worthTelling } from "./scan-summary";
import { relatedLines } from "./related-lines";
import { shownInLine } from "./printable";

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

/** For GitHub Actions: a workflow command for each finding, which shows it beside the line. */
export function asGithub(report: Report): string {
  const { findings, broken } = report;
  return [
    ...findings.filter(({ suppressed }) => suppressed === undefined).map(annotation),
    ...broken.map((each) => command("error", { title: each.rule }, brokeDown(each))),
    // No annotations, but lines of the log.
    ...worthTelling(report).map(shownInLine),
  ].join("\n");
}

const annotation = (finding: Verdict): string => {
  const { severity, range, rule, message, mend } = finding;
  const { file, start, end } = range;
  const properties = {
    file,
    line: start.line,
    // Columns are taken where a finding ends on the line it begins in.
    ...(end.line === start.line ? { col: start.column, endColumn: end.column } : {}),
    title: rule,
  };
  return command(
    COMMANDS[severity],
    properties,
    [message, mend, ...relatedLines(finding)].join("\n"),
  );
};

const command = (
  name: string,
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string =>
  `::${name} ${Object.entries(properties)
    .map(([key, value]) => `${key}=${property(value)}`)
    .join(",")}::${data(text)}`;

const data = (text: string) =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (value: string | number) =>
  data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
