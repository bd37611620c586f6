import {
  CloudFormationClient,
  type StackInstanceSummary,
  paginateListStackInstances,
  paginateListStackSets,
} from "@aws-sdk/client-cloudformation";
import { type Step, fail, pass, untold } from "../step";
import { eventually } from "../waiting";
import type { World } from "../world";

/** Accounts of units are taken in by StackSets within this time. */
const MINUTES = 10;

const callAs = ({ props }: World) =>
  props.env["TF_VAR_callAs"] === "DELEGATED_ADMIN" ? "DELEGATED_ADMIN" : "SELF";

/** The StackSet's instances: one for each account and region. */
export async function instancesOf(world: World): Promise<StackInstanceSummary[]> {
  const client = new CloudFormationClient(world.settings("cloudformation"));
  const found: StackInstanceSummary[] = [];
  // The id is the name, a colon and a UUID.
  const [name] = world.output("stack_set_id").split(":");
  const question = { StackSetName: name, CallAs: callAs(world) } as const;
  for await (const { Summaries = [] } of paginateListStackInstances({ client }, question))
    found.push(...Summaries);
  client.destroy();
  return found;
}

/** Names of the StackSets of the run that are not deleted. */
export async function stackSetsLeft(world: World): Promise<string[]> {
  const client = new CloudFormationClient(world.settings("cloudformation"));
  const found: string[] = [];
  const question = { Status: "ACTIVE", CallAs: callAs(world) } as const;
  for await (const { Summaries = [] } of paginateListStackSets({ client }, question)) {
    // The emulator tells the deleted ones, too.
    const active = Summaries.filter(({ Status }) => Status === "ACTIVE");
    found.push(...active.map(({ StackSetName = "" }) => StackSetName));
  }
  client.destroy();
  return found.filter((name) => name.endsWith(world.suffix));
}

/** The member role is everywhere. */
export const INSTANCES_CURRENT: Step<World> = {
  id: "instances-current",
  title: "The StackSet's instances",
  expected: "There is at least one instance, and every one is CURRENT.",
  check: async (world) => {
    let instances: readonly StackInstanceSummary[] = [];
    const current = await eventually(world, "current instances", MINUTES, async () => {
      instances = await instancesOf(world);
      const isThere = instances.length > 0 && instances.every(({ Status }) => Status === "CURRENT");
      return isThere || world.emulator !== undefined ? isThere : undefined;
    });
    const told = instances.map(({ Account, Status }) => `${Account} ${Status}`).join(", ");
    if (current !== true) return fail(`Instances: ${told || "none"}.`);
    return world.emulator === undefined
      ? pass(`${told}.`)
      : untold(`${told}; but the emulator calls every instance current.`);
  },
};
