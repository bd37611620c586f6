import { type Breakdown, checkAll } from "./check";
import type { Finding, Severity, Verdict } from "./finding";
import type { Range } from "./model/range";
import { withoutRepeats } from "./repeats";
import type { Rule } from "./rule";
import { tokenInPlainText } from "./rules/configuration/token-in-plain-text";
import { secretPlaces } from "./secret-places";
import { settled } from "./settle";
import { isAtLeast } from "./severity";
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
  const wanted = all.findings.filter(({ range }) => source.isWanted(range.file));
  const found = withoutRepeats(
    settled(wanted, isSuppressed).filter(({ severity }) => isAtLeast(severity, least)),
  );
  // Nothing is shown of files without findings.
  const secret = found.length === 0 ? undefined : await secretLines(source, rules, all);
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
    lineOf: (finding) => (secret === undefined ? undefined : source.lineOf(finding, secret)),
    addressAt: (range) => source.addressAt(range),
  };
}

/**
 * The lines that may hold a secret, whichever rules were asked for, and whatever is told of them; undefined
 * where a rule broke down, which might have known more of them.
 */
async function secretLines(
  { subject }: Source,
  rules: readonly Rule[],
  asked: Awaited<ReturnType<typeof checkAll>>,
): Promise<ReadonlySet<string> | undefined> {
  const unasked = await checkAll(
    subject,
    rules.includes(tokenInPlainText) ? [] : [tokenInPlainText],
  );
  if (asked.broken.length + unasked.broken.length > 0) return undefined;
  const findings = [...asked.findings, ...unasked.findings];
  const found = findings.filter(({ secret }) => secret === true).map(({ range }) => range);
  return new Set([...found, ...secretPlaces(subject)].flatMap(linesOf));
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
