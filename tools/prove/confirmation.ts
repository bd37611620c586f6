import { cannotRun } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { Aws } from "../../cli/aws/client";
import { endpointOf } from "../../cli/aws/settings";
import { type Caller, checkCallerIdentity } from "../../cli/doctor/caller-identity";
import { estimate, priceLine } from "./prices";
import type { RunFolder } from "./run-folder";
import type { ProveOptions, Target } from "./target";
import { tokenOf } from "./token";

/** Asks a yes-or-no question; undefined without a terminal. */
export type Ask = ((question: string) => Promise<boolean>) | undefined;

/** The account and region of the environment's credentials. @throws CommandFailure if AWS does not answer */
export async function askAccount({ env, progress }: Io): Promise<Caller> {
  const { results, caller } = await checkCallerIdentity(new Aws({ env, progress }), { env });
  progress("");
  if (caller !== undefined) return caller;
  const problems = results.filter(({ status }) => status !== "ok");
  throw cannotRun(
    problems
      .flatMap(({ summary, detail = [], fix }) => [summary, ...detail, ...(fix ? [fix] : [])])
      .join("\n"),
  );
}

/** What is to be confirmed. */
export interface Proposal {
  /** @default - only destroy what earlier runs left */
  readonly target?: Target;
  readonly options: ProveOptions;
  readonly caller: Caller;
  readonly earlier: readonly RunFolder[];
  readonly io: Io;
  readonly ask: Ask;
}

/** Prints the plan of the run and asks for confirmation. @throws CommandFailure unless the answer is yes */
export async function confirm({
  target,
  options,
  caller,
  earlier,
  io,
  ask,
}: Proposal): Promise<void> {
  const { accountId, region, arn } = caller;
  io.print(`Account ${accountId}, region ${region}, as ${arn}.`);
  const emulator = endpointOf("sts", io.env);
  if (emulator !== undefined)
    io.print(`AWS_ENDPOINT_URL is set to ${emulator}: treated as an emulator.`);
  for (const { info, path } of earlier)
    io.print(`Will first destroy what is left from the run of ${info.startedAt} (${path}).`);
  if (target !== undefined) printPlan(target, options, caller, io);
  if (target === undefined && earlier.length === 0)
    return io.print("Nothing is left from earlier runs.");
  if (options.yes) return;
  if (ask === undefined)
    throw cannotRun("Confirmation needs a terminal. Nothing was created. Fix: add --yes.");
  if (!(await ask(`Continue in account ${accountId}?`)))
    throw cannotRun("Cancelled; nothing was created.");
}

function printPlan(target: Target, options: ProveOptions, caller: Caller, io: Io): void {
  io.print("Will create, and destroy at the end:");
  for (const line of target.creates(options, caller)) io.print(`  - ${line}`);
  io.print(`Estimated cost (list prices of us-east-1): ${estimate(target.prices)}`);
  for (const price of target.prices) io.print(`  - ${priceLine(price)}`);
  io.print(`Estimated time: ${target.minutes} minutes.`);
  if (target.stack !== "org-delegation" && !tokenOf(io.env).isReal)
    io.print("APONO_TOKEN is not set: a placeholder is deployed, and no connector runs.");
}
