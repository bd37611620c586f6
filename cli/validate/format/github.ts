import { crashMessage } from "../errors";
import type { Severity, ReportedFinding } from "../finding";
import type { Report } from "../report";
import { scanSummaryIfAny } from "./scan-summary";
import { relatedLines } from "./related-lines";
import { printableLine } from "./printable";

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

/** For GitHub Actions: a workflow command for each finding, which shows it beside the line. */
export function asGithub(report: Report): string {
  const { findings, crashes } = report;
  return [
    ...findings.filter(({ suppressed }) => suppressed === undefined).map(annotation),
    ...crashes.map((each) => command("error", { title: each.rule }, crashMessage(each))),
    // Plain log lines, not annotations.
    ...scanSummaryIfAny(report).map(printableLine),
  ].join("\n");
}

const annotation = (finding: ReportedFinding): string => {
  const { severity, range, rule, message, fix } = finding;
  const { file, start, end } = range;
  const properties = {
    file,
    line: start.line,
    // GitHub accepts columns only if the finding is on one line.
    ...(end.line === start.line ? { col: start.column, endColumn: end.column } : {}),
    title: rule,
  };
  return command(
    COMMANDS[severity],
    properties,
    [message, fix, ...relatedLines(finding)].join("\n"),
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
