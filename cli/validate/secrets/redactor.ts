import type { Finding, ReportedFinding } from "../finding";
import type { ModuleGroup } from "../module-groups";
import { linesCovered } from "../source-files";
import { secretsToRedact } from "./redactions";

/** Keeps secrets out of a report. */
export interface Redactor {
  /** Whether the search for secrets crashed, so that no line may be shown. */
  readonly hasCrashed: boolean;
  /** Keys of the lines that may hold a secret, see {@link linesCovered}. */
  readonly lines: ReadonlySet<string>;
  /** Replaces secrets that Terraform quotes in its messages. */
  redact(finding: ReportedFinding): ReportedFinding;
}

/** @param findings all of the run, reported or not */
export function redactorOf(groups: readonly ModuleGroup[], findings: readonly Finding[]): Redactor {
  let hasCrashed = false;
  const texts = new Set<string>();
  const ranges = findings.filter(({ secret }) => secret === true).map(({ range }) => range);
  const files = new Set(findings.map(({ range }) => range.file));
  for (const group of groups) {
    if (!filesOf(group).some((file) => files.has(file))) continue;
    try {
      const found = secretsToRedact(group);
      ranges.push(...found.ranges);
      for (const text of found.texts) texts.add(text);
    } catch {
      hasCrashed = true;
    }
  }
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  const clean = (text: string) =>
    longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "(hidden)"), text);
  return {
    hasCrashed,
    lines: new Set(ranges.flatMap(linesCovered)),
    redact: (finding) =>
      finding.isFromEngine === true
        ? { ...finding, message: clean(finding.message), fix: clean(finding.fix) }
        : finding,
  };
}

const filesOf = ({ modules, variableFiles }: ModuleGroup): string[] => [
  ...modules.flatMap((module) => module.files),
  ...variableFiles.map(({ file }) => file),
];
