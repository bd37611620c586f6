import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Caller } from "../../cli/doctor/caller-identity";
import type { Interruption } from "./interruption";
import { toMarkdown } from "./markdown";
import { type Outcome, VERDICTS, type Verdict } from "./step";
import type { Target } from "./target";
import type { World } from "./world";

/** What a run came to; docs/prove.schema.json describes it. */
export interface Report {
  readonly formatVersion: 1;
  readonly target: Target["name"];
  readonly stack: string;
  readonly caller: Caller;
  /** The address of what answered instead of AWS; null where AWS answered. */
  readonly emulator: string | null;
  /** Whether the token was a real one; null where the stack takes none. */
  readonly realToken: boolean | null;
  readonly startedAt: string;
  readonly endedAt: string;
  /** The signal that ended the run; null where it came to its end. */
  readonly brokenOff: NonNullable<Interruption["signal"]> | null;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly steps: readonly Outcome[];
}

/** What goes into a report. */
export interface ReportProps {
  readonly target: Target;
  readonly caller: Caller;
  readonly startedAt: Date;
  readonly world: World;
  readonly outcomes: readonly Outcome[];
}

export const reportOf = ({ target, caller, startedAt, world, outcomes }: ReportProps): Report => ({
  formatVersion: 1,
  target: target.name,
  stack: target.stack,
  caller,
  emulator: world.emulator ?? null,
  realToken: target.stack === "org-delegation" ? null : world.props.token.isReal,
  startedAt: startedAt.toISOString(),
  endedAt: new Date().toISOString(),
  brokenOff: world.props.interruption.signal ?? null,
  counts: Object.fromEntries(
    VERDICTS.map((verdict) => [
      verdict,
      outcomes.filter((outcome) => outcome.verdict === verdict).length,
    ]),
  ) as Record<Verdict, number>,
  steps: outcomes,
});

/** Writes the report twice, for people and for machines. @returns the files */
export function writeReport(folder: string, report: Report): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const base = join(folder, `prove-${report.target}`);
  const files = { [`${base}.md`]: toMarkdown(report), [`${base}.json`]: toJson(report) };
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  return Object.keys(files);
}

const toJson = (report: Report) => `${JSON.stringify(report, null, 2)}\n`;
