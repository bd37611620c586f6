import { type Step, pass } from "../step";
import type { ProveOptions, Target } from "../target";
import type { World } from "../world";

/** Makes what the stack needs and is not there. @param given the caller's own variables of Terraform */
export const prepareStep = (
  target: Target,
  options: ProveOptions,
  given: Readonly<Record<string, string | undefined>>,
): Step<World> => ({
  id: "prepare",
  title: "What the stack needs",
  expected: "What the deployment stands on is there.",
  afterDeployment: false,
  check: async (world) => {
    const { variables, told } = await target.prepare(world, options);
    world.variables = { ...given, ...variables };
    return pass(told);
  },
});
