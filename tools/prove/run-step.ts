import { failureOf } from "../../cli/aws/failure";
import { type Outcome, type Seen, type Step, fail, untold } from "./step";
import type { World } from "./world";

/** What AWS may not answer without anything being wrong with the deployment. */
const SAYS_NOTHING: readonly string[] = ["denied", "credentials", "unreachable", "throttled"];

/** Looks at one thing. Never throws. */
export async function runStep(step: Step<World>, world: World): Promise<Outcome> {
  const { id, title, expected } = step;
  const began = Date.now();
  const seen = await judged(step, world);
  return { id, title, expected, ...seen, seconds: Math.round((Date.now() - began) / 100) / 10 };
}

async function judged(step: Step<World>, world: World): Promise<Seen> {
  const { interruption } = world.props;
  if (interruption.signal !== undefined) return brokenOff(interruption.signal);
  if ((step.afterDeployment ?? true) && world.outputs === undefined)
    return untold("Not looked at: nothing is deployed.");
  try {
    const seen = await step.check(world);
    // What was stopped half-way says nothing.
    return interruption.signal === undefined ? seen : brokenOff(interruption.signal);
  } catch (error) {
    return interruption.signal === undefined
      ? seenIn(error, world)
      : brokenOff(interruption.signal);
  }
}

const brokenOff = (signal: string) => untold(`Not looked at: the run was broken off (${signal}).`);

function seenIn(error: unknown, world: World): Seen {
  const { kind, code, message } = failureOf("sts:GetCallerIdentity", error);
  if (SAYS_NOTHING.includes(kind)) return untold(`AWS gave no answer (${code}): ${message}`);
  if (world.emulator !== undefined && isBroken(error))
    return untold(`The emulator itself failed at a call (${code}).`);
  return fail(message);
}

/** How an emulator answers what it does not have. */
const isBroken = (error: unknown): boolean =>
  ((error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode ?? 0) >= 500;
