import { createHash } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import type { Location, Log, Notification, ReportingDescriptor, Result } from "sarif";
import { crashMessage } from "../errors";
import type { Range } from "../../terraform/range";
import { rulePage } from "../rule-page";
import { projectVersion } from "../../project";
import type { Rule } from "../rule";
import type { ReportedFinding } from "../finding";
import type { Report } from "../report";
import { scanSummary } from "./scan-summary";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** For code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function asSarif(report: Report): string {
  const ids = report.rules.map(({ id }) => id);
  const seen = new Map<string, number>();
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "apono-connector",
            version: projectVersion(),
            semanticVersion: projectVersion(),
            rules: report.rules.map(descriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.crashes.length === 0,
            toolExecutionNotifications: [
              ...report.crashes.map((each): Notification => ({
                level: "error",
                message: { text: crashMessage(each) },
                associatedRule: { id: each.rule },
              })),
              ...scanSummary(report).map((text): Notification => ({
                level: "note",
                message: { text },
              })),
            ],
          },
        ],
        results: report.findings.map((finding) => result(finding, report, ids, seen)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const descriptor = (rule: Rule): ReportingDescriptor => ({
  id: rule.id,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.why },
  help: { text: rule.why, markdown: rulePage(rule.id) },
  ...(rule.source === undefined ? {} : { helpUri: rule.source }),
  defaultConfiguration: { level: rule.severity },
});

function result(
  finding: ReportedFinding,
  report: Report,
  ids: readonly string[],
  seen: Map<string, number>,
): Result {
  const { rule, severity, message, fix, range, related, suppressed } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: `${message} ${fix}` },
    locations: [location(range)],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((each, id) => ({
            id,
            message: { text: each.message },
            ...location(each.range),
          })),
        }),
    partialFingerprints: { "aponoConnector/v1": fingerprint(finding, report, seen) },
    ...(suppressed === undefined
      ? {}
      : { suppressions: [{ kind: suppressed.where, justification: suppressed.reason }] }),
  };
}

const location = ({ file, start, end }: Range): Location => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
  },
});

/** Relative to the current folder, which is the repository's root in a pipeline. */
function uriOf(file: string): string {
  const path = isAbsolute(file) ? relative(process.cwd(), file) : file;
  return path.split(sep).map(encodeURIComponent).join("/");
}

/** Identifies a finding independently of its line number. */
function fingerprint(finding: ReportedFinding, report: Report, seen: Map<string, number>): string {
  const { rule, range, message } = finding;
  const what = [rule, uriOf(range.file), message, report.lineOf(finding)?.trim() ?? ""].join("\0");
  const count = seen.get(what) ?? 0;
  seen.set(what, count + 1);
  return createHash("sha256").update(`${what}\0${count}`).digest("hex");
}
