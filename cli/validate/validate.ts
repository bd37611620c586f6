import { type Breakdown, checkAll } from "./run-rules";
import { type Connector, connectorsIn } from "./connectors";
import type { Verdict as EngineVerdict } from "./engine/engine-result";
import type { Finding, Severity, Verdict } from "./finding";
import type { Range } from "../terraform/range";
import { withoutRepeats } from "./deduplicate";
import type { Rule } from "./rule";
import { hiddenIn } from "./secrets/redactions";
import { settled } from "./merge-findings";
import { isAtLeast } from "./severity";
import { type Source, linesOf } from "./source-files";
import { type Off, suppressions } from "./suppressions";
import { type Unit, unitsOf } from "./module-groups";

/** What a run came to. */
export interface Report {
  /** In order. */
  readonly findings: readonly Verdict[];
  /** Every file that was read, in order. */
  readonly files: readonly string[];
  /** The connectors that were looked at, and what shows each. */
  readonly connectors: readonly Connector[];
  /** Files that could not be read, with the first place that is in the way. */
  readonly unread: readonly Range[];
  /** What else is to be known of the run: roots that Terraform has not seen whole. */
  readonly notes: readonly string[];
  /** The rules that ran. */
  readonly rules: readonly Rule[];
  /** Rules that crashed on a folder: what they would have found there is not known. */
  readonly broken: readonly Breakdown[];
  /** A line of a file, where it may be shown. */
  lineOf(finding: Finding): string | undefined;
  /** Of what a place in a plan is. */
  addressAt(range: Range): string | undefined;
}

export interface RunOptions {
  /** Those that run, in the order in which one speaks for another. */
  readonly rules: readonly Rule[];
  /** What is turned off by options and configuration files. */
  readonly offs: readonly Off[];
  /** Findings below it are left out. */
  readonly least: Severity;
  /** Every rule's id, for comments that turn one off. */
  readonly ids: readonly string[];
  /** What Terraform itself says; none where it is left out. */
  readonly engine?: Promise<EngineVerdict>;
}

/** Runs rules over what was read, folder by folder, and Terraform beside them. */
export async function run(source: Source, options: RunOptions): Promise<Report> {
  const { subject } = source;
  const { rules, offs, least, ids } = options;
  const isSuppressed = suppressions(subject, offs, ids);
  const units = unitsOf(subject);
  const unread = firstOfEach(
    [...subject.modules, ...subject.variableFiles].flatMap(({ problems }) =>
      problems.map(({ range }) => range),
    ),
  );
  const checked = await checkAll(units, rules);
  const engine = await options.engine;
  const judged = new Set(engine?.folders);
  const all = [...checked.findings, ...(engine?.findings ?? [])].filter(
    ({ rule, range }) => rule !== "syntax" || !judged.has(folderOf(range.file)),
  );
  const found = withoutRepeats(
    settled(
      all.filter(({ range }) => source.isWanted(range.file)),
      rules.map(({ id }) => id),
      isSuppressed,
    ).filter(({ severity }) => isAtLeast(severity, least)),
    rules,
  );
  const hidden = found.length === 0 ? undefined : hiddenOf(units, all);
  return {
    findings: found.map((each) => (hidden === undefined ? each : hidden.redacted(each))),
    files: source.files,
    connectors: units.flatMap((unit) => connectorsOf(unit)),
    unread: unread.filter(({ file }) => source.isWanted(file)),
    notes: engine?.notes ?? [],
    rules,
    broken: checked.broken,
    lineOf: (finding) =>
      hidden === undefined || hidden.isLost ? undefined : source.lineOf(finding, hidden.lines),
    addressAt: (range) => source.addressAt(range),
  };
}

const folderOf = (file: string) =>
  file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";

/** What may not be shown; nothing may, where what looks for secrets crashed. */
function hiddenOf(units: readonly Unit[], findings: readonly Finding[]) {
  let isLost = false;
  const texts = new Set<string>();
  const ranges = findings.filter(({ secret }) => secret === true).map(({ range }) => range);
  const files = new Set(findings.map(({ range }) => range.file));
  for (const unit of units)
    if (
      [
        ...unit.modules.flatMap((module) => module.files),
        ...unit.variableFiles.map(({ file }) => file),
      ].some((file) => files.has(file))
    )
      try {
        const found = hiddenIn(unit);
        ranges.push(...found.ranges);
        for (const text of found.texts) texts.add(text);
      } catch {
        isLost = true;
      }
  const longest = [...texts].sort((a, b) => b.length - a.length);
  const clean = (text: string) =>
    longest.reduce((left, secret) => left.replaceAll(secret, "(hidden)"), text);
  return {
    isLost,
    lines: new Set(ranges.flatMap(linesOf)),
    /** Terraform may quote a value in what it says. */
    redacted: (finding: Verdict): Verdict =>
      finding.isEngines === true
        ? { ...finding, message: clean(finding.message), mend: clean(finding.mend) }
        : finding,
  };
}

function connectorsOf(unit: Unit): readonly Connector[] {
  try {
    return connectorsIn(unit).connectors;
  } catch {
    return []; // each rule has said that it crashed
  }
}

function firstOfEach(ranges: readonly Range[]): Range[] {
  const first = new Map<string, Range>();
  for (const range of ranges) {
    const before = first.get(range.file);
    if (before === undefined || range.start.line < before.start.line) first.set(range.file, range);
  }
  return [...first.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** How many findings there are of each kind. */
export function counted({ findings }: Report) {
  const isLive = ({ suppressed }: Verdict) => suppressed === undefined;
  const live = findings.filter(isLive);
  const of = (wanted: Severity) => live.filter(({ severity }) => severity === wanted).length;
  return {
    errors: of("error"),
    warnings: of("warning"),
    notes: of("note"),
    suppressed: findings.length - live.length,
  };
}
