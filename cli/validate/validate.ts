import { posix } from "node:path";
import type { Range } from "../terraform/range";
import { compareText } from "./compare-findings";
import { type Connector, connectorsIn } from "./connectors";
import { deduplicate } from "./deduplicate";
import type { EngineResult } from "./engine/engine-result";
import type { Severity } from "./finding";
import { mergeFindings } from "./merge-findings";
import { type ModuleGroup, moduleGroups } from "./module-groups";
import type { Report } from "./report";
import type { Rule } from "./rule";
import { runRules } from "./run-rules";
import { redactorOf } from "./secrets/redactor";
import { isAtLeast } from "./severity";
import type { SourceFiles } from "./source-files";
import { type Suppression, suppressionFinder } from "./suppressions";

export interface ValidateOptions {
  /** The rules to run; of findings about the same grants, that of the first rule is reported. */
  readonly rules: readonly Rule[];
  /** Suppressions by options and configuration files. */
  readonly suppressions: readonly Suppression[];
  /** Findings below this severity are left out. */
  readonly minSeverity: Severity;
  /** The ids of all rules, for comments that suppress one. */
  readonly ruleIds: readonly string[];
  /** What Terraform reports. @default - Terraform does not run */
  readonly engine?: Promise<EngineResult>;
}

/** Runs the rules on every group of modules, and adds what Terraform reports. */
export async function validate(source: SourceFiles, options: ValidateOptions): Promise<Report> {
  const { workspace } = source;
  const { rules, suppressions, minSeverity, ruleIds } = options;
  const suppressionOf = suppressionFinder(workspace, suppressions, ruleIds);
  const groups = moduleGroups(workspace);
  const incompleteFiles = firstRangePerFile(
    [...workspace.modules, ...workspace.variableFiles].flatMap(({ problems }) =>
      problems.map(({ range }) => range),
    ),
  );
  const results = await runRules(groups, rules);
  const engine = await options.engine;
  const judged = new Set(engine?.folders);
  const all = [...results.findings, ...(engine?.findings ?? [])].filter(
    ({ rule, range }) => rule !== "syntax" || !judged.has(posix.dirname(range.file)),
  );
  const reported = deduplicate(
    mergeFindings(
      all.filter(({ range }) => source.isRequested(range.file)),
      rules.map(({ id }) => id),
      suppressionOf,
    ).filter(({ severity }) => isAtLeast(severity, minSeverity)),
    rules,
  );
  const redactor = reported.length === 0 ? undefined : redactorOf(groups, all);
  return {
    findings: reported.map((each) => redactor?.redact(each) ?? each),
    files: source.files,
    connectors: groups.flatMap(connectorsOf),
    incompleteFiles: incompleteFiles.filter(({ file }) => source.isRequested(file)),
    notes: engine?.notes ?? [],
    rules,
    crashes: results.crashes,
    lineOf: (finding) =>
      redactor === undefined || redactor.hasCrashed
        ? undefined
        : source.lineOf(finding, redactor.lines),
    addressAt: (range) => source.addressAt(range),
  };
}

function connectorsOf(group: ModuleGroup): readonly Connector[] {
  try {
    return connectorsIn(group).connectors;
  } catch {
    return []; // each rule reports this crash
  }
}

function firstRangePerFile(ranges: readonly Range[]): Range[] {
  const first = new Map<string, Range>();
  for (const range of ranges) {
    const before = first.get(range.file);
    if (before === undefined || range.start.line < before.start.line) first.set(range.file, range);
  }
  return [...first.values()].sort((a, b) => compareText(a.file, b.file));
}
