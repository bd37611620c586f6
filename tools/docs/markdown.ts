/** A table. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Text as code in a table. */
export const code = (text: string) => `\`${text.replaceAll("|", "\\|")}\``;

/** Text that means itself in Markdown; what is in backticks stays. */
export const prose = (text: string) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part.replaceAll("|", "\\|") : part.replace(/[|*_<\\]/g, "\\$&"),
    )
    .join("");
