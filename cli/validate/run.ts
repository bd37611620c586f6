import type { Finding, Severity } from "./finding";
import { check } from "./check";
import type { Rule } from "./rule";
import { type Off, suppressions } from "./suppress";
import type { Source } from "./source";

/** A finding, and whether somebody said that it shall not count. */
export interface Verdict extends Finding {
  readonly suppressed?: {
    readonly reason: string;
    /** In a comment beside it, or in a file or option apart. */
    readonly where: "inSource" | "external";
  };
}

/** What a run came to. */
export interface Report {
  /** In order. */
  readonly findings: readonly Verdict[];
  /** Every file that was read, in order. */
  readonly files: readonly string[];
  /** The rules that ran. */
  readonly rules: readonly Rule[];
  /** A line of a file, where it may be shown. */
  lineOf(finding: Finding): string | undefined;
}

/** From the least to the worst. */
export const SEVERITIES = ["note", "warning", "error"] as const satisfies readonly Severity[];

/** Whether one severity is at least another. */
export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/**
 * Runs rules over what was read.
 *
 * @param offs what is turned off by options and configuration files
 * @param least findings below it are left out
 */
export async function run(
  source: Source,
  rules: readonly Rule[],
  offs: readonly Off[],
  least: Severity,
): Promise<Report> {
  const { subject } = source;
  const isSuppressed = suppressions(subject, offs);
  const findings = (await check(subject, rules))
    .filter(({ range }) => source.isWanted(range.file))
    .filter(({ severity }) => isAtLeast(severity, least))
    .map((finding): Verdict => {
      const suppressed = isSuppressed(finding);
      return suppressed === undefined ? finding : { ...finding, suppressed };
    });
  return { findings, files: source.files, rules, lineOf: (finding) => source.lineOf(finding) };
}

/** How many findings there are of each kind. */
export function counted({ findings }: Report) {
  const live = findings.filter(({ suppressed }) => suppressed === undefined);
  const of = (wanted: Severity) => live.filter(({ severity }) => severity === wanted).length;
  return {
    errors: of("error"),
    warnings: of("warning"),
    notes: of("note"),
    suppressed: findings.length - live.length,
  };
}
