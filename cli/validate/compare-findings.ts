import type { Finding } from "./finding";

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
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
