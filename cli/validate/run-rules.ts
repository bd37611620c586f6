import { connectorsIn } from "./connectors";
import type { Finding } from "./finding";
import type { Rule } from "./rule";
import { settled } from "./merge-findings";
import type { Subject } from "./workspace";
import { type Unit, unitsOf } from "./module-groups";

/** A rule that crashed on a folder, which is a bug of ours. */
export interface Breakdown {
  /** The rule's id. */
  readonly rule: string;
  /** The folder or plan whose findings by this rule are not known. */
  readonly folder: string;
  /** What kind of error, and where in our code. Not its message, which may quote a value. */
  readonly at: string;
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly broken: readonly Breakdown[];
}

/** What rules find in a subject, one finding of one fault: all at once, by file and place, the same in every run. */
export async function check(subject: Subject, rules: readonly Rule[]): Promise<Finding[]> {
  const found = await Promise.all(unitsOf(subject).map((unit) => checkUnit(unit, rules, raise)));
  return settled(
    found.flat(),
    rules.map(({ id }) => id),
  );
}

const raise = (error: unknown): never => {
  throw error;
};

/** All that each rule finds in one unit by itself; a rule that crashes takes no other's findings away. */
export async function checkUnit(
  unit: Unit,
  rules: readonly Rule[],
  onCrash: (error: unknown, rule: Rule) => void,
): Promise<Finding[]> {
  const found: Finding[] = [];
  // What says whether there is a connector may crash as well as a rule: then each rule is lost.
  for (const rule of rules)
    try {
      if (rule.isForAll !== true && !hasConnector(unit)) continue;
      for (const problem of await rule.check(unit)) {
        // What is concluded from what is not there may stand in a file that could not be read.
        if (!unit.isWhole && (problem.needsWhole ?? rule.needsWhole) === true) continue;
        found.push({ ...problem, rule: rule.id, severity: problem.severity ?? rule.severity });
      }
    } catch (error) {
      onCrash(error, rule);
    }
  return found;
}

/** Whether there is something for the rules of connectors; in a plan they look themselves. */
const hasConnector = (unit: Unit): boolean =>
  unit.plans.length > 0 || connectorsIn(unit).connectors.length > 0;

/** All that each of the rules finds, folder by folder. */
export async function checkAll(units: readonly Unit[], rules: readonly Rule[]): Promise<Checked> {
  const broken: Breakdown[] = [];
  const findings: Finding[] = [];
  for (const unit of units)
    findings.push(
      ...(await checkUnit(unit, rules, (error, rule) =>
        broken.push({ rule: rule.id, folder: unit.name, at: placeIn(error) }),
      )),
    );
  return { findings, broken };
}

function placeIn(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const frame = /^ +at (\S+)(?: \(|$)/m.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.name : `${error.name} in ${frame}`;
}
