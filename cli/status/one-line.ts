/** A text of somebody else's for a terminal: one line, without control characters, not longer than a limit. */
export function oneLine(text: string, limit = 600): string {
  const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
