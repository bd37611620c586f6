import { type Breakdown, checkAll } from "./check";
import type { Finding, Severity, Verdict } from "./finding";
import type { Range } from "./model/range";
import { withoutRepeats } from "./repeats";
import type { Rule } from "./rule";
import { tokenInPlainText } from "./rules/configuration/token-in-plain-text";
import { type Source, linesOf } from "./source";
import { type Off, suppressions } from "./suppress";
import { Unread } from "./unread";

/** Findings that depend on what could not be read. */
export interface LeftOut {
  /** The first mistake of every file that can't be read. */
  readonly places: readonly Range[];
  readonly findings: readonly Verdict[];
}

/** What a run came to. */
export interface Report {
  /** In order. */
  readonly findings: readonly Verdict[];
  /** Every file that was read, in order. */
  readonly files: readonly string[];
  /** The rules that ran. */
  readonly rules: readonly Rule[];
  /** Those of them that broke down: what they would have found is not known. */
  readonly broken: readonly Breakdown[];
  /** What was found and is not told, as it may not hold; absent where all files could be read. */
  readonly leftOut?: LeftOut;
  /** A line of a file, where it may be shown. */
  lineOf(finding: Finding): string | undefined;
  /** Of what a place in a plan is. */
  addressAt(range: Range): string | undefined;
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
  const all = await checkAll(subject, rules);
  const unread = new Unread(subject);
  const verdicts = all.findings
    .filter(({ range }) => source.isWanted(range.file))
    .filter(({ severity }) => isAtLeast(severity, least))
    .map((finding): Verdict => {
      const suppressed = isSuppressed(finding);
      return suppressed === undefined ? finding : { ...finding, suppressed };
    });
  const hidden = await secretLines(source, rules, all.findings);
  const found = withoutRepeats(verdicts);
  return {
    findings: found.filter((finding) => unread.isSure(finding)),
    ...(unread.places.length === 0
      ? {}
      : {
          leftOut: {
            places: unread.places,
            findings: found.filter((finding) => !unread.isSure(finding)),
          },
        }),
    files: source.files,
    rules,
    broken: all.broken,
    lineOf: (finding) => source.lineOf(finding, hidden),
    addressAt: (range) => source.addressAt(range),
  };
}

/** The lines that may hold a secret, whichever rules were asked for, and whatever is told of their findings. */
async function secretLines(
  { subject }: Source,
  rules: readonly Rule[],
  found: readonly Finding[],
): Promise<ReadonlySet<string>> {
  const unasked = rules.includes(tokenInPlainText) ? [] : [tokenInPlainText];
  const { findings } = await checkAll(subject, unasked);
  return new Set([...found, ...findings].filter(({ secret }) => secret === true).flatMap(linesOf));
}

/** How many findings there are of each kind. */
export function counted({ findings, leftOut }: Report) {
  const isLive = ({ suppressed }: Verdict) => suppressed === undefined;
  const live = findings.filter(isLive);
  const of = (wanted: Severity) => live.filter(({ severity }) => severity === wanted).length;
  return {
    errors: of("error"),
    warnings: of("warning"),
    notes: of("note"),
    suppressed: findings.length - live.length,
    leftOut: leftOut?.findings.filter(isLive).length ?? 0,
  };
}
