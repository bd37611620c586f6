import { unusable } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { Aws } from "../../cli/aws/client";
import { endpointOf } from "../../cli/aws/settings";
import { type Caller, checkCallerIdentity } from "../../cli/doctor/caller-identity";
import { estimate, priceLine } from "./prices";
import type { RunFolder } from "./run-folder";
import type { ProveOptions, Target } from "./target";
import { tokenOf } from "./token";

/** Asks a question that is answered with yes or no; undefined where there is no terminal. */
export type Ask = ((question: string) => Promise<boolean>) | undefined;

/** Which account and region the environment names. @throws CommandFailure where AWS does not say */
export async function askAccount({ env, progress }: Io): Promise<Caller> {
  const { results, caller } = await checkCallerIdentity(new Aws({ env, progress }), { env });
  progress("");
  if (caller !== undefined) return caller;
  const problems = results.filter(({ status }) => status !== "ok");
  throw unusable(
    problems
      .flatMap(({ summary, detail = [], fix }) => [summary, ...detail, ...(fix ? [fix] : [])])
      .join("\n"),
  );
}

/** What is agreed on. */
export interface Proposal {
  /** @default - only what earlier runs left is destroyed */
  readonly target?: Target;
  readonly options: ProveOptions;
  readonly caller: Caller;
  readonly earlier: readonly RunFolder[];
  readonly io: Io;
  readonly ask: Ask;
}

/** Says what is going to happen, and asks. @throws CommandFailure unless the answer is yes */
export async function agree({
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
    io.print(`${emulator} answers (AWS_ENDPOINT_URL): it is taken for an emulator, not for AWS.`);
  for (const { about, path } of earlier)
    io.print(`To be destroyed first: what the run of ${about.startedAt} left (${path}).`);
  if (target !== undefined) propose(target, options, caller, io);
  if (target === undefined && earlier.length === 0)
    return io.print("No run has left anything here.");
  if (options.yes) return;
  if (ask === undefined)
    throw unusable("There is no terminal to ask on, and nothing was made. Fix: add --yes.");
  if (!(await ask(`Do this in account ${accountId}?`)))
    throw unusable("Nothing was made: the answer was not yes.");
}

function propose(target: Target, options: ProveOptions, caller: Caller, io: Io): void {
  io.print("To be made, and destroyed at the end:");
  for (const line of target.makes(options, caller)) io.print(`  - ${line}`);
  io.print(`Cost, as an estimate from list prices of us-east-1: ${estimate(target.prices)}`);
  for (const price of target.prices) io.print(`  - ${priceLine(price)}`);
  io.print(`Time: ${target.minutes} minutes, as an estimate.`);
  if (target.stack !== "org-delegation" && !tokenOf(io.env).isReal)
    io.print("No APONO_TOKEN: a made-up token is deployed, and no connector runs with it.");
}
