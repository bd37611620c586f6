import {
  CloudFormationClient,
  type StackInstanceSummary,
  paginateListStackInstances,
  paginateListStackSets,
} from "@aws-sdk/client-cloudformation";
import { type Step, fail, pass, unknown } from "../step";
import { waitFor } from "../wait-for";
import type { RunContext } from "../run-context";

/** Longest time until the StackSet has deployed to all accounts, in minutes. */
const MINUTES = 10;

const callAs = ({ props }: RunContext) =>
  props.env["TF_VAR_callAs"] === "DELEGATED_ADMIN" ? "DELEGATED_ADMIN" : "SELF";

/** The StackSet's instances, one per account and region. */
export async function instancesOf(context: RunContext): Promise<StackInstanceSummary[]> {
  const client = new CloudFormationClient(context.settings("cloudformation"));
  const found: StackInstanceSummary[] = [];
  // The ID is `<name>:<UUID>`.
  const [name] = context.output("stack_set_id").split(":");
  const request = { StackSetName: name, CallAs: callAs(context) } as const;
  for await (const { Summaries = [] } of paginateListStackInstances({ client }, request))
    found.push(...Summaries);
  client.destroy();
  return found;
}

/** Names of the run's StackSets that are not deleted. */
export async function remainingStackSets(context: RunContext): Promise<string[]> {
  const client = new CloudFormationClient(context.settings("cloudformation"));
  const found: string[] = [];
  const request = { Status: "ACTIVE", CallAs: callAs(context) } as const;
  for await (const { Summaries = [] } of paginateListStackSets({ client }, request)) {
    // The emulator lists deleted ones, too.
    const active = Summaries.filter(({ Status }) => Status === "ACTIVE");
    found.push(...active.map(({ StackSetName = "" }) => StackSetName));
  }
  client.destroy();
  return found.filter((name) => name.endsWith(context.suffix));
}

/** Every member account has the role. */
export const INSTANCES_CURRENT: Step<RunContext> = {
  id: "instances-current",
  title: "StackSet instances",
  expected: "There is at least one instance, and every instance is CURRENT.",
  check: async (context) => {
    let instances: readonly StackInstanceSummary[] = [];
    const current = await waitFor(context, "current instances", MINUTES, async () => {
      instances = await instancesOf(context);
      const isThere = instances.length > 0 && instances.every(({ Status }) => Status === "CURRENT");
      return isThere || context.emulator !== undefined ? isThere : undefined;
    });
    const summary = instances.map(({ Account, Status }) => `${Account} ${Status}`).join(", ");
    if (current !== true) return fail(`Instances: ${summary || "none"}.`);
    return context.emulator === undefined
      ? pass(`${summary}.`)
      : unknown(`${summary}. The emulator reports every instance as CURRENT.`);
  },
};
