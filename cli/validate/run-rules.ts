import { connectorsIn } from "./connectors";
import type { Finding } from "./finding";
import type { ModuleGroup } from "./module-groups";
import type { Rule } from "./rule";

/** A rule that crashed on a folder: a bug of this program. */
export interface RuleCrash {
  /** The rule's id. */
  readonly rule: string;
  /** The folder or plan for which the rule's findings are unknown. */
  readonly folder: string;
  /** The kind of error and where in our code; never its message, which may quote a value. */
  readonly at: string;
}

export interface RuleResults {
  readonly findings: readonly Finding[];
  readonly crashes: readonly RuleCrash[];
}

/** The findings of each rule in one group. A rule that crashes doesn't affect the others; it is added to `crashes`. */
async function checkGroup(
  group: ModuleGroup,
  rules: readonly Rule[],
  crashes: RuleCrash[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of rules)
    try {
      // Inside the try block, because finding the connectors may crash as well.
      if (rule.appliesWithoutConnector !== true && !hasConnector(group)) continue;
      for (const problem of await rule.check(group)) {
        // What seems to be missing may be in a file that could not be read.
        if (!group.isComplete && (problem.needsAllFiles ?? rule.needsAllFiles) === true) continue;
        found.push({ ...problem, rule: rule.id, severity: problem.severity ?? rule.severity });
      }
    } catch (error) {
      crashes.push({ rule: rule.id, folder: group.name, at: locationIn(error) });
    }
  return found;
}

/** Rules look for connectors in a plan themselves. */
const hasConnector = (group: ModuleGroup): boolean =>
  group.plans.length > 0 || connectorsIn(group).connectors.length > 0;

/** Runs every rule on every group. */
export async function runRules(
  groups: readonly ModuleGroup[],
  rules: readonly Rule[],
): Promise<RuleResults> {
  const crashes: RuleCrash[] = [];
  const findings: Finding[] = [];
  for (const group of groups) findings.push(...(await checkGroup(group, rules, crashes)));
  return { findings, crashes };
}

function locationIn(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const frame = /^ +at (\S+)(?: \(|$)/m.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.name : `${error.name} in ${frame}`;
}
