import type { Range } from "../terraform/range";
import type { Connector } from "./connectors";
import type { Finding, ReportedFinding, Severity } from "./finding";
import type { Rule } from "./rule";
import type { RuleCrash } from "./run-rules";

/** The result of a run, which the formats write. */
export interface Report {
  /** Sorted. */
  readonly findings: readonly ReportedFinding[];
  /** Every file that was read, sorted. */
  readonly files: readonly string[];
  /** The connectors that were found, and the evidence for each. */
  readonly connectors: readonly Connector[];
  /** The first unreadable place of each file that could not be read completely. */
  readonly incompleteFiles: readonly Range[];
  /** Notes about the run, such as roots that are not initialised. */
  readonly notes: readonly string[];
  /** The rules that ran. */
  readonly rules: readonly Rule[];
  /** Rules that crashed on a folder: their findings there are unknown. */
  readonly crashes: readonly RuleCrash[];
  /** The line that a finding begins in; undefined if it must not be shown. */
  lineOf(finding: Finding): string | undefined;
  /** The Terraform address of a place in a plan. */
  addressAt(range: Range): string | undefined;
}

/** The number of findings by severity, and of suppressed ones. */
export function countFindings({ findings }: Report) {
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const count = (wanted: Severity) => active.filter(({ severity }) => severity === wanted).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    notes: count("note"),
    suppressed: findings.length - active.length,
  };
}
