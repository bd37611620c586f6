import { withNpx } from "../../terminal/npx-prefix";
import { colours } from "../../terminal/colours";
import type { Io } from "../../terminal/io";
import { table } from "../../terminal/table";
import { oneLine } from "../../status/one-line";
import { type FleetFinding, type FleetStatus, type MemberStatus, countOf } from "./fleet-status";
import { HEAD, NOTHING, cellsOf } from "./words";

const COLOURS: Readonly<Record<MemberStatus["verdict"], (text: string) => string>> = {
  "as-configured": colours.green,
  "not-as-configured": colours.yellow,
  "not-connected": colours.red,
  unknown: colours.yellow,
};

const SIGNS: Readonly<Record<FleetFinding["status"], string>> = {
  ok: colours.green("✓"),
  warning: colours.yellow("!"),
  problem: colours.red("✗"),
  unknown: colours.yellow("?"),
};

/** The table, below it what is not as it should be, and how many are how. */
export const toText = (status: FleetStatus, { env, width }: Pick<Io, "env" | "width">): string =>
  [
    table(HEAD, status.members.map(rowOf), width),
    ...notesOf(status).map((line) => withNpx(line, env)),
    summaryOf(status),
  ].join("\n");

function rowOf(member: MemberStatus): string[] {
  const [name, state, ...others] = cellsOf(member).map((cell) => oneLine(cell) || NOTHING);
  return [name!, COLOURS[member.verdict](state!), ...others];
}

/** Names that are listed before a note. */
const NAMES = 5;

/** Findings that are not ok; what several have in common is told once. */
function notesOf({ members }: FleetStatus): string[] {
  const notes = new Map<string, { finding: FleetFinding; names: string[] }>();
  for (const { name, findings } of members)
    for (const finding of findings.filter(({ status }) => status !== "ok")) {
      const key = `${finding.status} ${finding.summary}`;
      const note = notes.get(key) ?? { finding, names: [] };
      note.names.push(name);
      notes.set(key, note);
    }
  return [...notes.values()].flatMap(({ finding, names }) => [
    `${SIGNS[finding.status]} ${listed(names)}: ${oneLine(finding.summary)}`,
    ...(finding.fix === undefined ? [] : [`  → ${finding.fix}`]),
  ]);
}

const listed = (names: readonly string[]): string =>
  names.length <= NAMES
    ? names.join(", ")
    : `${names.slice(0, NAMES).join(", ")} and ${names.length - NAMES} more`;

/** Such as `2 as configured, 1 not connected`. */
export function countsText(status: FleetStatus): string {
  const counts = [
    [countOf(status, "as-configured"), "as configured"],
    [countOf(status, "not-as-configured"), "not as configured"],
    [countOf(status, "not-connected"), "not connected"],
    [countOf(status, "unknown"), "not known"],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return told.join(", ");
}

/** Such as `3 in fleet.yaml: 2 as configured, 1 not connected.` */
export const summaryOf = (status: FleetStatus): string =>
  `${status.members.length} in ${status.file}: ${countsText(status)}.`;

/** As JSON: docs/fleet-status.schema.json. */
export const toJson = ({ at, file, members }: FleetStatus) => ({
  formatVersion: 1,
  at,
  file,
  members: members.map((member) => ({
    ...member,
    findings: member.findings.map((each) => ({ ...each, fix: each.fix ?? null })),
  })),
});
