import { randomBytes } from "node:crypto";
import type { Io } from "../../cli/terminal/io";
import type { Caller } from "../../cli/doctor/caller-identity";
import { derivedSuffix } from "../../modules/naming";
import { type Cleaned, clean, leftText } from "./cleaning";
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
import { tellOutcome, tellStep } from "./telling";
import { isTokenVariable, tokenOf, withoutTokens } from "./token";
import { World } from "./world";

type Env = Readonly<Record<string, string | undefined>>;

/** A target, in an account that was agreed on. */
export interface Agreed {
  readonly target: Target;
  readonly options: ProveOptions;
  readonly caller: Caller;
  readonly io: Io;
}

/** Makes, looks, destroys. @returns the report, whatever happened */
export async function run({ target, options, caller, io }: Agreed): Promise<Report> {
  const startedAt = new Date();
  const id = randomBytes(3).toString("hex");
  const given = givenVariables(io.env, id);
  const folder = makeFolder({ target, options, caller }, id, given);
  io.print(`State, and a log of each command: ${folder.path}`);
  const interruption = interruptionOf(io, folder);
  const world = new World({
    ...{ io, caller, folder, interruption },
    env: withoutTokens(io.env),
    stack: target.stack,
    token: tokenOf(io.env),
    commands: new Commands(folder.logs, io, interruption),
  });
  const outcomes: Outcome[] = [];
  const look = async (step: Step<World>, work = runStep) => {
    tellStep(io, step, outcomes.length + 1);
    const outcome = await work(step, world);
    tellOutcome(io, outcome);
    outcomes.push(outcome);
  };
  for (const step of stepsOf(target, options, given)) await look(step);
  await look(DESTROY, () => destroy(world, target));
  world.view.close();
  interruption.end();
  return reportOf({ target, caller, startedAt, world, outcomes });
}

function makeFolder(
  { target, options, caller: { accountId, region } }: Omit<Agreed, "io">,
  id: string,
  given: Env,
): RunFolder {
  const suffix =
    given["TF_VAR_nameSuffix"] ?? derivedSuffix(accountId, region, given["TF_VAR_connectorId"]!);
  const about = { target: target.name, account: accountId, region, suffix };
  return RunFolder.make(options.state, `${target.name}-${id}`, about);
}

/** The steps before the last one, which is {@link DESTROY}. */
export const stepsOf = (target: Target, options: ProveOptions, given: Env): Step<World>[] => [
  prepareStep(target, options, given),
  doctorStep(target),
  deployStep(target),
  ...target.steps,
];

/** The last step, which runs whatever happened before. */
export const DESTROY: Step<World> = {
  id: "destroy",
  title: "Destroying leaves nothing",
  expected:
    "terraform destroy ends without an error and without a token; no name of the deployment is left in the account.",
  check: () => Promise.reject(new Error("is run by itself")),
};

async function destroy(world: World, target: Target): Promise<Outcome> {
  const began = Date.now();
  const { folder, commands } = world.props;
  commands.clean();
  const cleaned = await clean({
    ...world.props,
    view: world.view,
    others: async () => (await target.left?.(world)) ?? [],
  }).catch((error: Error): Cleaned => ({
    roots: 0,
    deregistered: 0,
    errors: [error.message],
    left: [],
  }));
  const { id, title, expected } = DESTROY;
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  return { id, title, expected, seconds, ...seenIn(cleaned, folder) };
}

function seenIn(cleaned: Cleaned, folder: RunFolder) {
  const text = leftText(cleaned);
  if (text !== "")
    return fail(
      `${text} Fix: \`npm run prove -- clean\`, which reads ${folder.path}; what is in no state is to be deleted by its name.`,
    );
  const kept =
    cleaned.deregistered === 0
      ? ""
      : ` Task definitions that are kept on purpose were deregistered: ${cleaned.deregistered}.`;
  return pass(`Nothing is left.${kept}`);
}

/** The caller's own variables of Terraform, but for the token, and a connector id of this run. */
function givenVariables(env: Env, id: string): Env {
  const given = Object.entries(env).filter(
    ([name]) => name.startsWith("TF_VAR_") && !isTokenVariable(name),
  );
  return { TF_VAR_connectorId: `prove-${id}`, ...Object.fromEntries(given) };
}
