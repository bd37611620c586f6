import { type Step, fail, pass, unknown } from "../step";
import type { Target } from "../target";
import type { RunContext } from "../run-context";

/** Deploys the stack. */
export const deployStep = ({ stack }: Target): Step<RunContext> => ({
  id: "deploy",
  title: `Deploy ${stack}`,
  expected: "The stack is synthesized, planned and applied without errors.",
  afterDeployment: false,
  check: async (context) => {
    if (context.variables === undefined) return unknown("Not deployed: prerequisites are missing.");
    await context.synthesize();
    const planned = await context.stack.plan(context.tokenVariable);
    if (!planned.succeeded) return fail(planned.errors.join(" "));
    const { succeeded, errors } = await context.stack.applyPlan(context.tokenVariable);
    if (!succeeded) return fail(errors.join(" "));
    context.outputs = await context.stack.outputs();
    const created = planned.changes.filter(({ action }) => action === "create").length;
    return pass(`Terraform created ${created} resources.`);
  },
});
