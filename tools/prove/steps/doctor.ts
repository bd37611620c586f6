import type { Result } from "../../../cli/doctor/results";
import { examine } from "../../../cli/doctor/examine";
import { type Step, fail, pass, untold } from "../step";
import type { Target } from "../target";
import type { World } from "../world";

/** What the doctor says beforehand. */
export const doctorStep = ({ stack }: Target): Step<World> => ({
  id: "doctor",
  title: "The doctor, before anything is deployed",
  expected: `\`apono-connector doctor\` finds no problem for ${stack}.`,
  afterDeployment: false,
  check: async (world) => {
    const { env, io } = world.props;
    if (world.variables === undefined)
      return untold("Not asked: what the stack needs is not there.");
    const variables = { ...world.variables, ...world.tokenVariable };
    const { results } = await examine(
      { module: [stack] },
      { env: { ...env, ...variables }, progress: io.progress },
    );
    const those = (status: Result["status"]) =>
      results.filter((each) => each.status === status).map(({ summary }) => summary);
    const problems = those("problem");
    const unknown = those("unknown");
    if (problems.length > 0) return fail(problems.join(" "));
    return unknown.length > 0
      ? untold(unknown.join(" "))
      : pass(
          `${those("ok").length} checks are well; warnings: ${those("warning").join(" ") || "none"}.`,
        );
  },
});
