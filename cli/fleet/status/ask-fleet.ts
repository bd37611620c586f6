import type { Member } from "../../../fleet/fleet";
import { isConnector } from "../../../modules/module-names";
import { AponoApi } from "../../status/api/client";
import type { ApiSettings } from "../../status/api/settings";
import type { Clock } from "../../status/clock";
import { query } from "../../status/query-result";
import type { Io } from "../../terminal/io";
import { connectorStatus } from "./connector";
import { delegationStatus } from "./delegation";
import type { MemberStatus } from "./fleet-status";
import { inParallel } from "./in-parallel";
import { Places } from "./places";

/** What is needed to ask. */
export interface AskTools extends Pick<Io, "env" | "progress"> {
  readonly clock: Clock;
  /** Of Apono's API. @default - it is not asked */
  readonly api?: ApiSettings;
  /** Members that are asked about at a time. */
  readonly concurrency: number;
}

/**
 * Asks Apono once for all connectors, and beside it AWS for each member. What can't be asked is a member's finding.
 *
 * @returns the status of each member, in their order
 */
export async function askFleet(
  members: readonly Member[],
  { api: settings, clock, concurrency, env, progress }: AskTools,
): Promise<MemberStatus[]> {
  const hasConnectors = members.some(({ module }) => isConnector(module));
  const api = settings && hasConnectors ? new AponoApi(settings, { clock, progress }) : undefined;
  const listed = api ? query("Apono", () => api.connectors()) : Promise.resolve(undefined);
  const places = new Places(env);
  let done = 0;
  try {
    return await inParallel(members, concurrency, async (member) => {
      const { account = "of the credentials" } = member;
      const place = await query(`The account ${account}`, () => places.of(member));
      const status = isConnector(member.module)
        ? await connectorStatus(member, place, listed, env)
        : await delegationStatus(member, place);
      progress(`asked about ${++done} of ${members.length}`);
      return status;
    });
  } finally {
    progress("");
    await api?.close();
  }
}
