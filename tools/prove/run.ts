import { randomBytes } from "node:crypto";
import type { Io } from "../../cli/terminal/io";
import type { Caller } from "../../cli/doctor/caller-identity";
import { derivedSuffix } from "../../modules/naming";
import { type CleanupResult, cleanUp, remainingText } from "./cleanup";
import { Commands } from "./commands";
import { interruptionOf } from "./interruption";
import { type Report, reportOf } from "./report";
import { RunFolder } from "./run-folder";
import { runStep } from "./run-step";
import { type Outcome, type Step, fail, pass } from "./step";
import { deployStep } from "./steps/deploy";
import { doctorStep } from "./steps/doctor";
import { prepareStep } from "./steps/prepare";
import type { ProveOptions, Target } from "./target";
import { printOutcome, printStep } from "./print";
import { isTokenVariable, tokenOf, withoutTokens } from "./token";
import { RunContext } from "./run-context";

type Env = Readonly<Record<string, string | undefined>>;

/** A target, and the account to deploy it into, as confirmed. */
export interface RunProps {
  readonly target: Target;
  readonly options: ProveOptions;
  readonly caller: Caller;
  readonly io: Io;
}

/** Deploys, checks and destroys. @returns the report; a failed step does not throw */
export async function run({ target, options, caller, io }: RunProps): Promise<Report> {
  const startedAt = new Date();
  const id = randomBytes(3).toString("hex");
  const given = givenVariables(io.env, id);
  const folder = createFolder({ target, options, caller }, id, given);
  io.print(`State and logs: ${folder.path}`);
  const interruption = interruptionOf(io, folder);
  const context = new RunContext({
    ...{ io, caller, folder, interruption },
    env: withoutTokens(io.env),
    stack: target.stack,
    token: tokenOf(io.env),
    commands: new Commands(folder.logs, io, interruption),
  });
  const outcomes: Outcome[] = [];
  const perform = async (step: Step<RunContext>, work = runStep) => {
    printStep(io, step, outcomes.length + 1);
    const outcome = await work(step, context);
    printOutcome(io, outcome);
    outcomes.push(outcome);
  };
  for (const step of stepsOf(target, options, given)) await perform(step);
  await perform(DESTROY, () => destroy(context, target));
  context.view.close();
  interruption.end();
  return reportOf({ target, caller, startedAt, context, outcomes });
}

function createFolder(
  { target, options, caller: { accountId, region } }: Omit<RunProps, "io">,
  id: string,
  given: Env,
): RunFolder {
  const suffix =
    given["TF_VAR_nameSuffix"] ?? derivedSuffix(accountId, region, given["TF_VAR_connectorId"]!);
  const info = { target: target.name, account: accountId, region, suffix };
  return RunFolder.create(options.state, `${target.name}-${id}`, info);
}

/** All steps except the last, {@link DESTROY}. */
export const stepsOf = (target: Target, options: ProveOptions, given: Env): Step<RunContext>[] => [
  prepareStep(target, options, given),
  doctorStep(target),
  deployStep(target),
  ...target.steps,
];

/** The last step; it always runs. */
export const DESTROY: Step<RunContext> = {
  id: "destroy",
  title: "Destroy",
  expected:
    "terraform destroy succeeds without a token, and nothing with the deployment's name suffix is left in the account.",
  check: () => Promise.reject(new Error("The destroy step runs separately.")),
};

async function destroy(context: RunContext, target: Target): Promise<Outcome> {
  const began = Date.now();
  const { folder, commands } = context.props;
  commands.ignoreSignals();
  const cleanup = await cleanUp({
    ...context.props,
    view: context.view,
    findOthers: async () => (await target.remaining?.(context)) ?? [],
  }).catch((error: Error): CleanupResult => ({
    roots: 0,
    deregistered: 0,
    errors: [error.message],
    remaining: [],
  }));
  const { id, title, expected } = DESTROY;
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  return { id, title, expected, seconds, ...destroyResult(cleanup, folder) };
}

function destroyResult(cleanup: CleanupResult, folder: RunFolder) {
  const text = remainingText(cleanup);
  if (text !== "")
    return fail(
      `${text} Fix: \`npm run prove -- clean\`, which reads ${folder.path}; delete by name what is not in the state.`,
    );
  const deregistered =
    cleanup.deregistered === 0
      ? ""
      : ` Deregistered task definitions that Terraform keeps: ${cleanup.deregistered}.`;
  return pass(`Nothing is left.${deregistered}`);
}

/** The caller's `TF_VAR_…` without the token; the connector ID defaults to one for this run. */
function givenVariables(env: Env, id: string): Env {
  const given = Object.entries(env).filter(
    ([name]) => name.startsWith("TF_VAR_") && !isTokenVariable(name),
  );
  return { TF_VAR_connectorId: `prove-${id}`, ...Object.fromEntries(given) };
}
