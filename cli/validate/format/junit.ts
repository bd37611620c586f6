import builder from "junit-report-builder";
import { placeOf } from "../model/range";
import type { Report } from "../run";
import { relatedLines } from "./related";
import { shown } from "./text";

/** For test reports: a suite for each file, a failed case for each finding. */
export function asJunit(report: Report): string {
  const output = builder.newBuilder();
  for (const file of filesOf(report)) {
    const suite = output.testSuite().name(file);
    const findings = report.findings.filter(({ range }) => range.file === file);
    if (findings.length === 0) suite.testCase().name("no findings").className(file);
    for (const finding of findings) {
      const { range, rule, severity, message, mend, suppressed } = finding;
      const more = shown([mend, ...relatedLines(finding)].join("\n"));
      const test = suite
        .testCase()
        .name(`${rule}:${range.start.line}:${range.start.column}`)
        .className(file)
        .file(file);
      if (suppressed !== undefined) test.skipped();
      // A note fails nothing.
      else if (severity === "note") test.standardOutput(`${shown(message)}\n${more}`);
      else test.failure(shown(message), severity).stacktrace(`${placeOf(range)}\n${more}`);
    }
  }
  return output.build().trimEnd();
}

const filesOf = ({ files, findings }: Report) => [
  ...new Set([...files, ...findings.map(({ range }) => range.file)]),
];
