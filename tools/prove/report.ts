import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Caller } from "../../cli/doctor/caller-identity";
import type { Interruption } from "./interruption";
import { toMarkdown } from "./markdown";
import { type Outcome, VERDICTS, type Verdict } from "./step";
import type { Target } from "./target";
import type { RunContext } from "./run-context";

/** The report of a run, as in docs/prove.schema.json. */
export interface Report {
  readonly formatVersion: 1;
  readonly target: Target["name"];
  readonly stack: string;
  readonly caller: Caller;
  /** Address of the emulator; null for AWS itself. */
  readonly emulator: string | null;
  /** Whether a real token was given; null if the stack takes none. */
  readonly realToken: boolean | null;
  readonly startedAt: string;
  readonly endedAt: string;
  /** The signal that interrupted the run; null if none did. */
  readonly interruptedBy: NonNullable<Interruption["signal"]> | null;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly steps: readonly Outcome[];
}

/** What {@link reportOf} needs. */
export interface ReportProps {
  readonly target: Target;
  readonly caller: Caller;
  readonly startedAt: Date;
  readonly context: RunContext;
  readonly outcomes: readonly Outcome[];
}

export const reportOf = ({
  target,
  caller,
  startedAt,
  context,
  outcomes,
}: ReportProps): Report => ({
  formatVersion: 1,
  target: target.name,
  stack: target.stack,
  caller,
  emulator: context.emulator ?? null,
  realToken: target.stack === "org-delegation" ? null : context.props.token.isReal,
  startedAt: startedAt.toISOString(),
  endedAt: new Date().toISOString(),
  interruptedBy: context.props.interruption.signal ?? null,
  counts: Object.fromEntries(
    VERDICTS.map((verdict) => [
      verdict,
      outcomes.filter((outcome) => outcome.verdict === verdict).length,
    ]),
  ) as Record<Verdict, number>,
  steps: outcomes,
});

/** Writes the report as Markdown and as JSON. @returns the files */
export function writeReport(folder: string, report: Report): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const base = join(folder, `prove-${report.target}`);
  const files = { [`${base}.md`]: toMarkdown(report), [`${base}.json`]: toJson(report) };
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  return Object.keys(files);
}

const toJson = (report: Report) => `${JSON.stringify(report, null, 2)}\n`;
