/**
 * Makes external text safe for a terminal: one line, without control characters.
 *
 * @param limit characters that are shown
 */
export function oneLine(text: string, limit = 600): string {
  const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
