import type { Range } from "../../terraform/range";
import { type Report, countFindings } from "../report";
import { projectVersion } from "../../project";

/** For programs; its schema is docs/validate.schema.json. */
export function asJson(report: Report): string {
  const output = {
    format: 2,
    tool: { name: "apono-connector", version: projectVersion() },
    summary: { files: report.files.length, ...countFindings(report), leftOut: 0 },
    connectors: report.connectors.map(({ address, by, range }) => ({
      address,
      by,
      ...place(range),
    })),
    unread: report.incompleteFiles.map(place),
    notes: report.notes,
    findings: report.findings.map(
      ({ rule, severity, message, fix, range, related, suppressed }) => ({
        rule,
        severity,
        message,
        fix,
        ...place(range),
        ...addressed(report.addressAt(range)),
        ...(related === undefined
          ? {}
          : {
              related: related.map((each) => ({ message: each.message, ...place(each.range) })),
            }),
        ...(suppressed === undefined ? {} : { suppressed }),
      }),
    ),
    broken: report.crashes,
  };
  return JSON.stringify(output, null, 2);
}

const addressed = (address: string | undefined) => (address === undefined ? {} : { address });

const place = ({ file, start, end }: Range) => ({
  file,
  line: start.line,
  column: start.column,
  endLine: end.line,
  endColumn: end.column,
});
