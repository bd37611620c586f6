import builder from "junit-report-builder";
import { brokeDown } from "../errors";
import { placeOf } from "../../terraform/range";
import type { Report } from "../validate";
import { worthTelling } from "./scan-summary";
import { relatedLines } from "./related-lines";
import { shown } from "./printable";

/** For test reports: a suite for each file, a failed case for each finding; a rule that broke down is an error. */
export function asJunit(report: Report): string {
  const output = builder.newBuilder();
  for (const file of filesOf(report)) {
    const name = shown(file);
    const suite = output.testSuite().name(name);
    const findings = report.findings.filter(({ range }) => range.file === file);
    if (findings.length === 0) suite.testCase().name("no findings").className(name);
    for (const finding of findings) {
      const { range, rule, severity, message, mend, suppressed } = finding;
      const more = [mend, ...relatedLines(finding)].join("\n");
      const test = suite
        .testCase()
        .name(`${rule}:${range.start.line}:${range.start.column}`)
        .className(name)
        .file(name);
      if (suppressed !== undefined) test.skipped();
      // A note fails nothing.
      else if (severity === "note") test.standardOutput(inCdata(`${message}\n${more}`));
      else test.failure(shown(message), severity).stacktrace(inCdata(`${placeOf(range)}\n${more}`));
    }
  }
  if (report.broken.length > 0) {
    const suite = output.testSuite().name("rules");
    for (const each of report.broken)
      suite.testCase().name(each.rule).className("rules").error(brokeDown(each));
  }
  const notes = worthTelling(report);
  const suite = notes.length === 0 ? undefined : output.testSuite().name("looked at");
  for (const note of notes) suite?.testCase().name(shown(note)).className("looked at");
  return output.build().trimEnd();
}

const filesOf = ({ files, findings }: Report) => [
  ...new Set([...files, ...findings.map(({ range }) => range.file)]),
];

/** xmlbuilder, which the library writes with, splits only the first `]]>` of a text; a second one would end the section. */
function inCdata(text: string): string {
  const [before = "", ...after] = shown(text).split("]]>");
  return after.length === 0 ? before : `${before}]]>${after.join("]]]]><![CDATA[>")}`;
}
