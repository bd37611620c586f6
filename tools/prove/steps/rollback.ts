import { type Step, fail, pass, untold } from "../step";
import type { World } from "../world";
import { rotated } from "./rotation";
import { cannotRun, serviceOf } from "./service";

/** A version that Apono will never release. */
const BAD_VERSION = "v0.0.0-prove";

/** A version that does not start. */
export const ROLLBACK: Step<World> = {
  id: "rollback",
  title: "A version that does not start",
  expected:
    "With waitForSteadyState the apply fails; ECS goes back, and the service runs the revision it had before.",
  check: async (world) => {
    const reason = cannotRun(world);
    if (reason !== undefined) return untold(reason);
    const { taskDefinition: old } = await serviceOf(world);
    const bad = {
      ...rotated(world),
      TF_VAR_connectorVersion: BAD_VERSION,
      TF_VAR_waitForSteadyState: "true",
    };
    // It waits for minutes, and makes nothing but a revision.
    const { done, errors } = await world.stack.apply(bad, true);
    const { taskDefinition: used, runningCount = 0, desiredCount = 0 } = await serviceOf(world);
    const wrong = [
      done ? ["The apply did not fail."] : [],
      used === old ? [] : [`The service uses ${used}, not ${old}.`],
      runningCount < desiredCount ? [`${runningCount} of ${desiredCount} tasks run.`] : [],
    ].flat();
    return wrong.length > 0
      ? fail(wrong.join(" "))
      : pass(`The apply failed (${errors[0]}), and ${runningCount} tasks of ${old} run.`);
  },
};
