import type { Severity } from "../finding";
import type { Report } from "../run";
import { leftOutLine } from "./left-out";

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

/** For GitHub Actions: a workflow command for each finding, which shows it beside the line. */
export function asGithub(report: Report): string {
  const leftOut = leftOutLine(report);
  return [
    ...annotations(report),
    ...(leftOut === undefined ? [] : [`::warning title=left out::${data(leftOut)}`]),
  ].join("\n");
}

const annotations = (report: Report): string[] =>
  report.findings
    .filter(({ suppressed }) => suppressed === undefined)
    .map(({ severity, range: { file, start, end }, rule, message, mend }) => {
      const properties = {
        file,
        line: start.line,
        // Columns are taken where a finding ends on the line it begins in.
        ...(end.line === start.line ? { col: start.column, endColumn: end.column } : {}),
        title: rule,
      };
      const given = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
      return `::${COMMANDS[severity]} ${given.join(",")}::${data(`${message}\n${mend}`)}`;
    });

const data = (text: string) =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (value: string | number) =>
  data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
