import type { Finding } from "./finding";
import type { Rule } from "./rule";
import type { Subject } from "./subject";

/** What rules find in a subject: all at once, by file and place, the same in every run. */
export async function check(subject: Subject, rules: readonly Rule[]): Promise<Finding[]> {
  const found = await Promise.all(
    rules.map(async (rule) =>
      (await rule.check(subject)).map((problem): Finding => ({
        ...problem,
        rule: rule.id,
        severity: problem.severity ?? rule.severity,
      })),
    ),
  );
  return found.flat().sort(inOrder);
}

/** By file, line, column, rule, and message. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    byText(a.range.file, b.range.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    byText(a.rule, b.rule) ||
    byText(a.message, b.message)
  );
}

/** By code units: the same on every machine, whatever its language is. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
