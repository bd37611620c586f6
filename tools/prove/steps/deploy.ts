import { type Step, fail, pass, untold } from "../step";
import type { Target } from "../target";
import type { World } from "../world";

/** Deploys the stack. */
export const deployStep = ({ stack }: Target): Step<World> => ({
  id: "deploy",
  title: `Deploying ${stack}`,
  expected: "The stack is synthesized, planned and applied without an error.",
  afterDeployment: false,
  check: async (world) => {
    if (world.variables === undefined)
      return untold("Not deployed: what the stack needs is not there.");
    await world.synthesize();
    const planned = await world.stack.plan(world.tokenVariable);
    if (!planned.done) return fail(planned.errors.join(" "));
    const { done, errors } = await world.stack.applyPlan(world.tokenVariable);
    if (!done) return fail(errors.join(" "));
    world.outputs = await world.stack.outputs();
    const made = planned.changes.filter(({ action }) => action === "create").length;
    return pass(`Terraform made ${made} resources.`);
  },
});
