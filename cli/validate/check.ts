import type { Finding } from "./finding";
import { byText, inOrder } from "./order";
import type { Rule } from "./rule";
import { settled } from "./settle";
import type { Subject } from "./subject";

/** A rule that broke down, which is a bug of ours. */
export interface Breakdown {
  /** The rule's id. */
  readonly rule: string;
  /** What kind of error, and where in our code. Not its message, which may quote a value. */
  readonly at: string;
}

/** What rules find in a subject, one finding of one fault: all at once, by file and place, the same in every run. */
export async function check(subject: Subject, rules: readonly Rule[]): Promise<Finding[]> {
  const found = await Promise.all(rules.map((rule) => findingsOf(rule, subject)));
  return settled(found.flat());
}

/** All that each of them finds by itself, where a rule that breaks down takes no other's findings away. */
export async function checkAll(
  subject: Subject,
  rules: readonly Rule[],
): Promise<{ readonly findings: readonly Finding[]; readonly broken: readonly Breakdown[] }> {
  const broken: Breakdown[] = [];
  const found = await Promise.all(
    rules.map((rule) =>
      findingsOf(rule, subject).catch((error: unknown) => {
        broken.push({ rule: rule.id, at: placeIn(error) });
        return [];
      }),
    ),
  );
  return {
    findings: found.flat().sort(inOrder),
    broken: broken.sort((a, b) => byText(a.rule, b.rule)),
  };
}

const findingsOf = async (rule: Rule, subject: Subject): Promise<Finding[]> =>
  (await rule.check(subject)).map((problem) => ({
    ...problem,
    rule: rule.id,
    severity: problem.severity ?? rule.severity,
    needsWhole: problem.needsWhole ?? rule.needsWhole,
  }));

function placeIn(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const frame = /^ +at (\S+)(?: \(|$)/m.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.name : `${error.name} in ${frame}`;
}
