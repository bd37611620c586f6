import type { Finding } from "../../cli/validate/finding";
import { mergeFindings } from "../../cli/validate/merge-findings";
import { moduleGroups } from "../../cli/validate/module-groups";
import type { Rule } from "../../cli/validate/rule";
import { runRules } from "../../cli/validate/run-rules";
import type { Workspace } from "../../cli/validate/workspace";

/** The findings of rules in a workspace, merged and sorted. @throws Error if a rule crashes */
export async function findingsIn(workspace: Workspace, rules: readonly Rule[]): Promise<Finding[]> {
  const { findings, crashes } = await runRules(moduleGroups(workspace), rules);
  for (const { rule, folder, at } of crashes)
    throw new Error(`The rule ${rule} crashed on ${folder}: ${at}`);
  return mergeFindings(
    findings,
    rules.map(({ id }) => id),
  );
}
