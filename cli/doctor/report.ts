import { colours } from "../terminal/colours";

import type { Io } from "../terminal/io";
import { table } from "../terminal/table";
import type { Examination } from "./examine";
import { GROUPS, type Group, type Result, STATUSES, type Status, groupOf } from "./results";
import { plural } from "../terminal/plural";

const TITLES: Readonly<Record<Group, string>> = {
  tools: "Tools",
  inputs: "Inputs",
  token: "Token",
  aws: "AWS",
  network: "Network",
  names: "Names",
  eks: "EKS",
  organization: "Organization",
};

const SIGNS: Readonly<Record<Status, string>> = {
  ok: colours.green("✓"),
  warning: colours.yellow("!"),
  problem: colours.red("✗"),
  unknown: colours.cyan("?"),
  skipped: colours.dim("–"),
};

/** The words for a number of results. */
const COUNTED: Readonly<Record<Status, (count: number) => string>> = {
  problem: (count) => plural(count, "problem"),
  warning: (count) => plural(count, "warning"),
  unknown: (count) => `${count} unknown`,
  skipped: (count) => `${count} skipped`,
  ok: (count) => `${count} ok`,
};

/** Prints the results as text. */
export function printText(io: Io, { results }: Examination): void {
  for (const group of GROUPS) {
    const own = results.filter((result) => groupOf(result) === group);
    if (own.length === 0) continue;
    io.print(colours.bold(TITLES[group]));
    for (const result of own) printResult(io, result);
    io.print("");
  }
  const counts = countsOf(results);
  io.print(
    (["problem", "warning", "unknown", "skipped", "ok"] as const)
      .filter((status) => counts[status] > 0)
      .map((status) => COUNTED[status](counts[status]))
      .join(", ") + ".",
  );
}

function printResult(io: Io, { status, summary, detail = [], fix, table: shown }: Result): void {
  io.print(`  ${SIGNS[status]} ${summary}`);
  for (const line of detail) io.print(`    ${line}`);
  if (shown !== undefined)
    for (const line of table(shown.head, shown.rows, (io.width ?? Infinity) - 4).split("\n"))
      io.print(`    ${line}`);
  if (fix !== undefined) io.print(`    → ${fix}`);
}

const countsOf = (results: readonly Result[]) =>
  Object.fromEntries(
    STATUSES.map((status) => [status, results.filter((each) => each.status === status).length]),
  ) as Record<Status, number>;

/** The results as JSON: docs/doctor.schema.json. */
export function toJson({
  modules,
  caller,
  results,
}: Examination): Readonly<Record<string, unknown>> {
  return {
    formatVersion: 2,
    modules,
    caller: caller ?? null,
    counts: countsOf(results),
    results: results.map((result) => ({
      id: result.id,
      group: groupOf(result),
      status: result.status,
      summary: result.summary,
      detail: result.detail ?? [],
      fix: result.fix ?? null,
      data: result.data ?? {},
    })),
  };
}
