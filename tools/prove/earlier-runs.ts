import { join } from "node:path";
import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import type { Caller } from "../../cli/doctor/caller-identity";
import { AwsView } from "../aws-view";
import { cleanUp, remainingText } from "./cleanup";
import { Commands } from "./commands";
import { interruptionOf } from "./interruption";
import { RunFolder } from "./run-folder";
import { withoutTokens } from "./token";
import { settingsOf } from "./run-context";

/**
 * Killed runs of this account and region whose resources are not destroyed. Prints a note for each run elsewhere.
 *
 * @throws CommandFailure if a run is in progress
 */
export function earlierRuns(state: string, { accountId, region }: Caller, io: Io): RunFolder[] {
  const all = RunFolder.unfinished(state);
  const running = all.find(({ isRunning }) => isRunning);
  if (running !== undefined)
    throw cannotRun(
      `Another run is in progress (process ${running.info.process}). Wait for it to end, or use another --state folder.`,
    );
  const isHere = ({ info }: RunFolder) => info.account === accountId && info.region === region;
  for (const { info, path } of all.filter((run) => !isHere(run)))
    io.note(
      `The run of ${info.startedAt} left resources in account ${info.account}, region ${info.region} (${path}). To destroy them, run \`npm run prove -- clean\` with that account's credentials and region.`,
    );
  return all.filter(isHere);
}

/** Destroys what earlier runs left. @throws CommandFailure if something remains */
export async function cleanEarlier(runs: readonly RunFolder[], io: Io): Promise<void> {
  for (const folder of runs) {
    const { startedAt, target } = folder.info;
    io.print(`Destroying what is left from the run of ${startedAt} (${target}): ${folder.path}`);
    const interruption = interruptionOf(io, folder);
    const commands = new Commands(join(folder.path, "logs-clean"), io, interruption);
    commands.ignoreSignals();
    const view = new AwsView(settingsOf(io.env));
    const env = withoutTokens(io.env);
    const result = await cleanUp({ folder, commands, env, view });
    view.close();
    interruption.end();
    if (remainingText(result) !== "")
      throw failure(
        `Could not destroy everything. ${remainingText(result)} Fix: delete the named resources, and run this again.`,
      );
    io.print("   Nothing is left.");
  }
}
