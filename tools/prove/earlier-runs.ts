import { join } from "node:path";
import { refused, unusable } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import type { Caller } from "../../cli/doctor/caller-identity";
import { AwsView } from "../aws-view";
import { clean, leftText } from "./cleaning";
import { Commands } from "./commands";
import { interruptionOf } from "./interruption";
import { RunFolder } from "./run-folder";
import { withoutTokens } from "./token";
import { settingsOf } from "./world";

/**
 * Runs that were killed before they could destroy what they made, in this account and region; of others, a note.
 *
 * @throws CommandFailure where one still runs
 */
export function earlierRuns(state: string, { accountId, region }: Caller, io: Io): RunFolder[] {
  const all = RunFolder.unfinished(state);
  const running = all.find(({ isRunning }) => isRunning);
  if (running !== undefined)
    throw unusable(
      `A run is still going on (process ${running.about.process}). Wait for its end, or give another --state.`,
    );
  const isHere = ({ about }: RunFolder) => about.account === accountId && about.region === region;
  for (const { about, path } of all.filter((run) => !isHere(run)))
    io.note(
      `A run of ${about.startedAt} left things in account ${about.account}, ${about.region}. To destroy them: \`npm run prove -- clean\` with that account's credentials and region (${path}).`,
    );
  return all.filter(isHere);
}

/** Destroys what earlier runs have left. @throws CommandFailure where not everything goes */
export async function cleanEarlier(runs: readonly RunFolder[], io: Io): Promise<void> {
  for (const folder of runs) {
    const { startedAt, target } = folder.about;
    io.print(`Destroying what the run of ${startedAt} (${target}) left: ${folder.path}`);
    const interruption = interruptionOf(io, folder);
    const commands = new Commands(join(folder.path, "logs-clean"), io, interruption);
    commands.clean();
    const view = new AwsView(settingsOf(io.env));
    const env = withoutTokens(io.env);
    const cleaned = await clean({ folder, commands, env, view });
    view.close();
    interruption.end();
    if (leftText(cleaned) !== "")
      throw refused(
        `Not everything could be destroyed. ${leftText(cleaned)} Fix: delete what is named, and run this again.`,
      );
    io.print("   Nothing is left.");
  }
}
