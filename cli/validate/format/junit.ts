import builder from "junit-report-builder";
import { crashMessage } from "../errors";
import { placeOf } from "../../terraform/range";
import type { Report } from "../report";
import { scanSummaryIfAny } from "./scan-summary";
import { relatedLines } from "./related-lines";
import { printable } from "./printable";

/** For test reports: a suite for each file, a failed case for each finding, an error for each crashed rule. */
export function asJunit(report: Report): string {
  const output = builder.newBuilder();
  for (const file of filesOf(report)) {
    const name = printable(file);
    const suite = output.testSuite().name(name);
    const findings = report.findings.filter(({ range }) => range.file === file);
    if (findings.length === 0) suite.testCase().name("no findings").className(name);
    for (const finding of findings) {
      const { range, rule, severity, message, fix, suppressed } = finding;
      const more = [fix, ...relatedLines(finding)].join("\n");
      const test = suite
        .testCase()
        .name(`${rule}:${range.start.line}:${range.start.column}`)
        .className(name)
        .file(name);
      if (suppressed !== undefined) test.skipped();
      // A note is not a failure.
      else if (severity === "note") test.standardOutput(inCdata(`${message}\n${more}`));
      else
        test
          .failure(printable(message), severity)
          .stacktrace(inCdata(`${placeOf(range)}\n${more}`));
    }
  }
  if (report.crashes.length > 0) {
    const suite = output.testSuite().name("rules");
    for (const each of report.crashes)
      suite.testCase().name(each.rule).className("rules").error(crashMessage(each));
  }
  const notes = scanSummaryIfAny(report);
  const suite = notes.length === 0 ? undefined : output.testSuite().name("looked at");
  for (const note of notes) suite?.testCase().name(printable(note)).className("looked at");
  return output.build().trimEnd();
}

const filesOf = ({ files, findings }: Report) => [
  ...new Set([...files, ...findings.map(({ range }) => range.file)]),
];

/** The library's xmlbuilder splits only the first `]]>` of a text; a second one would end the CDATA section. */
function inCdata(text: string): string {
  const [before = "", ...after] = printable(text).split("]]>");
  return after.length === 0 ? before : `${before}]]>${after.join("]]]]><![CDATA[>")}`;
}
