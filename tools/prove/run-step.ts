import { failureOf } from "../../cli/aws/failure";
import { type Outcome, type Seen, type Step, fail, unknown } from "./step";
import type { RunContext } from "./run-context";

/** Kinds of AWS errors that don't mean that the deployment is wrong. */
const INCONCLUSIVE: readonly string[] = ["denied", "credentials", "unreachable", "throttled"];

/** Runs one step. Never throws: an error becomes FAIL or UNKNOWN. */
export async function runStep(step: Step<RunContext>, context: RunContext): Promise<Outcome> {
  const { id, title, expected } = step;
  const began = Date.now();
  const seen = await check(step, context);
  return { id, title, expected, ...seen, seconds: Math.round((Date.now() - began) / 100) / 10 };
}

async function check(step: Step<RunContext>, context: RunContext): Promise<Seen> {
  const { interruption } = context.props;
  if (interruption.signal !== undefined) return interrupted(interruption.signal);
  if ((step.afterDeployment ?? true) && context.outputs === undefined)
    return unknown("Not checked: nothing is deployed.");
  try {
    const seen = await step.check(context);
    // An interrupted check has no result.
    return interruption.signal === undefined ? seen : interrupted(interruption.signal);
  } catch (error) {
    return interruption.signal === undefined
      ? errorResult(error, context)
      : interrupted(interruption.signal);
  }
}

const interrupted = (signal: string) =>
  unknown(`Not checked: the run was interrupted (${signal}).`);

function errorResult(error: unknown, context: RunContext): Seen {
  const { kind, code, message } = failureOf("sts:GetCallerIdentity", error);
  if (INCONCLUSIVE.includes(kind)) return unknown(`AWS did not answer (${code}): ${message}`);
  if (context.emulator !== undefined && isServerError(error))
    return unknown(`The emulator failed (${code}).`);
  return fail(message);
}

/** Whether it is a server error: how an emulator answers what it does not implement. */
const isServerError = (error: unknown): boolean =>
  ((error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode ?? 0) >= 500;
