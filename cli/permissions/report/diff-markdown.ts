import type { PermissionDiff } from "./diff";
import { code, markdownTable } from "./markdown";
import { plural } from "../../terminal/plural";

/** The difference as Markdown. */
export const diffMarkdownOf = (diff: PermissionDiff): string =>
  [
    "# Permission changes",
    `From ${code(diff.before)} to ${code(diff.after)}: ${summaryOf(diff)}`,
    ...(diff.changes.length === 0
      ? []
      : [
          markdownTable(
            ["", "Change", "Where", "Effect", "Action", "Access level", "On", "Condition"],
            diff.changes.map((change) => [
              change.grows ? "MORE" : "",
              change.what,
              code(change.where),
              change.effect,
              code(change.action),
              change.accessLevels.join(", "),
              code(change.resource),
              change.condition === "" ? "" : code(change.condition),
            ]),
          ),
        ]),
  ].join("\n\n");

/** The difference in one sentence. */
export function summaryOf({ changes, more }: PermissionDiff): string {
  if (changes.length === 0) return "no changes; both allow the same.";
  const grown = more === 0 ? "none allows more" : `${plural(more, "allows", "allow")} MORE`;
  return `${plural(changes.length, "change")}, ${grown}.`;
}
