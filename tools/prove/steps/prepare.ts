import { type Step, pass } from "../step";
import type { ProveOptions, Target } from "../target";
import type { RunContext } from "../run-context";

/** Creates or finds what the stack needs. @param given the caller's `TF_VAR_…` */
export const prepareStep = (
  target: Target,
  options: ProveOptions,
  given: Readonly<Record<string, string | undefined>>,
): Step<RunContext> => ({
  id: "prepare",
  title: "Prerequisites",
  expected: "The prerequisites exist.",
  afterDeployment: false,
  check: async (context) => {
    const { variables, summary } = await target.prepare(context, options);
    context.variables = { ...given, ...variables };
    return pass(summary);
  },
});
