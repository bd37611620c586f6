import { type Step, fail, pass, unknown } from "../step";
import type { RunContext } from "../run-context";
import { rotated } from "./rotation";
import { cannotRun, serviceOf } from "./service";

/** A connector version that does not exist. */
const BAD_VERSION = "v0.0.0-prove";

/** Deploys a version that can't start, and checks that ECS rolls back. */
export const ROLLBACK: Step<RunContext> = {
  id: "rollback",
  title: "Rollback of a version that can't start",
  expected:
    "With waitForSteadyState the apply fails, ECS rolls back, and the service runs the previous revision.",
  check: async (context) => {
    const reason = cannotRun(context);
    if (reason !== undefined) return unknown(reason);
    const { taskDefinition: old } = await serviceOf(context);
    const bad = {
      ...rotated(context),
      TF_VAR_connectorVersion: BAD_VERSION,
      TF_VAR_waitForSteadyState: "true",
    };
    // Stoppable: it takes minutes, and creates only a revision.
    const { succeeded, errors } = await context.stack.apply(bad, true);
    const { taskDefinition: used, runningCount = 0, desiredCount = 0 } = await serviceOf(context);
    const wrong = [
      succeeded ? ["The apply did not fail."] : [],
      used === old ? [] : [`The service uses ${used}, not ${old}.`],
      runningCount < desiredCount ? [`${runningCount} of ${desiredCount} tasks run.`] : [],
    ].flat();
    return wrong.length > 0
      ? fail(wrong.join(" "))
      : pass(`The apply failed (${errors[0]}), and ${runningCount} tasks of ${old} run.`);
  },
};
