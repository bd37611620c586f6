import type { Report } from "./report";

/** A report as Markdown. */
export function toMarkdown(report: Report): string {
  const { stack, caller, emulator, realToken, counts, steps } = report;
  const facts = [
    `Account ${caller.accountId}, region ${caller.region}, as \`${caller.arn}\`.`,
    emulator === null
      ? "AWS answered, not an emulator."
      : `**An emulator answered (${emulator}), not AWS: this proves nothing about a real account.**`,
    ...(realToken === false ? ["Deployed with a placeholder token: no connector could run."] : []),
    `From ${report.startedAt} to ${report.endedAt}.`,
    ...(report.interruptedBy === null ? [] : [`Interrupted by ${report.interruptedBy}.`]),
    `${counts.PASS} PASS, ${counts.FAIL} FAIL, ${counts.UNKNOWN} UNKNOWN.`,
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

/** Text for a table cell: one line, with Markdown's special characters escaped. */
const cell = (text: string) => text.replace(/\s+/g, " ").replace(/[|<*_\\]/g, "\\$&");
