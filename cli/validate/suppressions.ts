import { cannotRun } from "../terminal/errors";
import { didYouMean } from "../../lib/suggestions";
import type { Finding, ReportedFinding } from "./finding";
import type { Comment } from "../terraform/configuration";
import { placeOf } from "../terraform/range";
import type { Workspace } from "./workspace";

/** A rule that is suppressed for some files. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  appliesTo(file: string): boolean;
}

/** @param where the place, for the message. @throws CommandFailure if the rule doesn't exist or the reason is missing */
export function checkSuppression(
  rule: string,
  reason: string,
  where: string,
  ids: readonly string[],
): void {
  if (!ids.includes(rule))
    throw cannotRun(
      `${where}: rule "${rule}" doesn't exist. ${didYouMean(rule, ids)}--list-rules lists all rules.`,
    );
  if (reason.trim() === "")
    throw cannotRun(`${where}: the reason is missing. Add why ${rule} is suppressed.`);
}

/** `--off <id>=<reason>` */
export function suppressionFromOption(given: string, ids: readonly string[]): Suppression {
  const at = given.indexOf("=");
  const rule = at === -1 ? given : given.slice(0, at);
  const reason = at === -1 ? "" : given.slice(at + 1);
  checkSuppression(rule, reason, `--off ${given}`, ids);
  return { rule, reason: reason.trim(), appliesTo: () => true };
}

/** `# apono-connector: off <id> <reason>` */
const DIRECTIVE = /^(?:#|\/\/|\/\*)\s*apono-connector:\s*off\b\s*(\S*)\s*([\s\S]*?)\s*(?:\*\/)?$/;

/**
 * Finds the suppression of a finding: a comment on its line or the line before, otherwise an option or a configuration file.
 *
 * @throws CommandFailure for a comment with an unknown rule or without a reason
 */
export function suppressionFinder(
  { modules, variableFiles }: Workspace,
  offs: readonly Suppression[],
  ids: readonly string[],
): (finding: Finding) => ReportedFinding["suppressed"] {
  const inSource = new Map([...modules, ...variableFiles].flatMap((each) => directives(each, ids)));
  return ({ rule, range }) => {
    const reason = inSource.get(keyOf(rule, range.file, range.start.line));
    if (reason !== undefined) return { reason, where: "inSource" };
    const off = offs.find((each) => each.rule === rule && each.appliesTo(range.file));
    return off === undefined ? undefined : { reason: off.reason, where: "external" };
  };
}

function directives(
  { comments }: { readonly comments: readonly Comment[] },
  ids: readonly string[],
): [key: string, reason: string][] {
  const isOnOwnLine = new Set(
    comments
      .filter((each) => each.isOnOwnLine)
      .map(({ range }) => `${range.file}:${range.start.line}`),
  );
  return comments.flatMap((comment): [string, string][] => {
    const found = DIRECTIVE.exec(comment.text.trim());
    if (found === null) return [];
    const [, rule = "", reason = ""] = found;
    checkSuppression(rule, reason, placeOf(comment.range), ids);
    return [[keyOf(rule, comment.range.file, lineFor(comment, isOnOwnLine)), reason]];
  });
}

/** The line that a comment applies to: its own, or the next one that is not a comment. */
function lineFor({ isOnOwnLine, range }: Comment, alone: ReadonlySet<string>): number {
  if (isOnOwnLine !== true) return range.start.line;
  let line = range.end.line + (range.end.column === 1 && range.end.line > range.start.line ? 0 : 1);
  while (alone.has(`${range.file}:${line}`)) line += 1;
  return line;
}

const keyOf = (rule: string, file: string, line: number) => `${rule} ${line} ${file}`;
