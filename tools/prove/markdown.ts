import type { Report } from "./report";

/** A report for people. */
export function toMarkdown(report: Report): string {
  const { stack, caller, emulator, realToken, counts, steps } = report;
  const facts = [
    `Account ${caller.accountId}, region ${caller.region}, as \`${caller.arn}\`.`,
    emulator === null
      ? "AWS itself answered."
      : `**An emulator answered (${emulator}), not AWS: nothing here is shown of a real account.**`,
    ...(realToken === false ? ["Deployed with a made-up token: no connector could run."] : []),
    `From ${report.startedAt} to ${report.endedAt}.`,
    ...(report.brokenOff === null ? [] : [`Broken off by ${report.brokenOff}.`]),
    `${counts.PASS} PASS, ${counts.FAIL} FAIL, ${counts["COULD NOT TELL"]} COULD NOT TELL.`,
  ];
  const rows = steps.map(({ id, title, expected, seen, verdict, seconds }) => [
    `${title} (\`${id}\`)`,
    expected,
    seen,
    verdict,
    `${seconds} s`,
  ]);
  return [
    `# Proof of ${stack}`,
    "",
    ...facts.map((fact) => `- ${fact}`),
    "",
    row(["Step", "Expected", "Seen", "Verdict", "Time"]),
    row(["---", "---", "---", "---", "---"]),
    ...rows.map((cells) => row(cells.map(cell))),
    "",
  ].join("\n");
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** Text in a table: one line, and every sign means itself. */
const cell = (text: string) => text.replace(/\s+/g, " ").replace(/[|<*_\\]/g, "\\$&");
