import type { Range } from "../../terraform/range";
import { type Report, counted } from "../validate";
import { projectVersion } from "../../project";

/** For programs; its schema is docs/validate.schema.json. */
export function asJson(report: Report): string {
  const output = {
    format: 1,
    tool: { name: "apono-connector", version: projectVersion() },
    summary: { files: report.files.length, ...counted(report), leftOut: 0 },
    connectors: report.connectors.map(({ address, by, range }) => ({
      address,
      by,
      ...place(range),
    })),
    unread: report.unread.map(place),
    notes: report.notes,
    findings: report.findings.map(
      ({ rule, severity, message, mend, range, related, suppressed }) => ({
        rule,
        severity,
        message,
        mend,
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
    broken: report.broken,
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
