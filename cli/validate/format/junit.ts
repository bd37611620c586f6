import builder from "junit-report-builder";
import { placeOf } from "../model/range";
import type { Report } from "../run";
import { leftOutLine } from "./left-out";
import { shown } from "./text";

/** For test reports: a suite for each file, a failed case for each finding. */
export function asJunit(report: Report): string {
  const output = builder.newBuilder();
  for (const file of filesOf(report)) {
    const suite = output.testSuite().name(file);
    const findings = report.findings.filter(({ range }) => range.file === file);
    if (findings.length === 0) suite.testCase().name("no findings").className(file);
    for (const { range, rule, severity, message, mend, suppressed } of findings) {
      const test = suite
        .testCase()
        .name(`${rule}:${range.start.line}:${range.start.column}`)
        .className(file)
        .file(file);
      if (suppressed !== undefined) test.skipped();
      // A note fails nothing.
      else if (severity === "note") test.standardOutput(`${shown(message)}\n${shown(mend)}`);
      else test.failure(shown(message), severity).stacktrace(`${placeOf(range)}\n${shown(mend)}`);
    }
  }
  const leftOut = leftOutLine(report);
  if (leftOut !== undefined)
    output.testSuite().name("left out").testCase().name("left out").error(shown(leftOut));
  return output.build().trimEnd();
}

const filesOf = ({ files, findings }: Report) => [
  ...new Set([...files, ...findings.map(({ range }) => range.file)]),
];
