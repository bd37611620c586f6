import type { Result } from "../../../cli/doctor/results";
import { examine } from "../../../cli/doctor/examine";
import { type Step, fail, pass, unknown } from "../step";
import type { Target } from "../target";
import type { RunContext } from "../run-context";

/** Runs the doctor before the deployment. */
export const doctorStep = ({ stack }: Target): Step<RunContext> => ({
  id: "doctor",
  title: "Run the doctor before the deployment",
  expected: `\`apono-connector doctor\` finds no problem for ${stack}.`,
  afterDeployment: false,
  check: async (context) => {
    const { env, io } = context.props;
    if (context.variables === undefined) return unknown("Not checked: prerequisites are missing.");
    const variables = { ...context.variables, ...context.tokenVariable };
    const { results } = await examine(
      { module: [stack] },
      { env: { ...env, ...variables }, progress: io.progress },
    );
    const summariesOf = (status: Result["status"]) =>
      results.filter((each) => each.status === status).map(({ summary }) => summary);
    const problems = summariesOf("problem");
    const unclear = summariesOf("unknown");
    if (problems.length > 0) return fail(problems.join(" "));
    return unclear.length > 0
      ? unknown(unclear.join(" "))
      : pass(
          `${summariesOf("ok").length} checks are OK; warnings: ${summariesOf("warning").join(" ") || "none"}.`,
        );
  },
});
