import { TOKEN_VARIABLE } from "../../../cli/status/api/settings";
import { type Clock, systemClock } from "../../../cli/status/clock";
import { examineStatus } from "../../../cli/status/examine";
import { type Seen, type Step, fail, pass, untold } from "../step";
import type { World } from "../world";

/** A connector connects within this time, in seconds. */
const PATIENCE = 600;

/** Whether Apono sees the connector: nobody but Apono can say. */
export const CONNECTED: Step<World> = {
  id: "connected",
  title: "Apono sees the connector",
  expected: "Apono lists the connector as connected.",
  check: async (world) => {
    const { token, env, io, interruption } = world.props;
    if (world.emulator !== undefined) return untold("The emulator runs no connector.");
    if (!token.isReal)
      return untold("Deployed with a made-up token, with which nothing connects. Set APONO_TOKEN.");
    const connectorId = String(world.variables?.["TF_VAR_connectorId"]);
    if (!env[TOKEN_VARIABLE])
      return untold(
        `Apono's API is not asked without ${TOKEN_VARIABLE}. Set it, or look for the connector ${connectorId} on Apono's connector page while this run goes on.`,
      );
    const aborted = new AbortController();
    const tools = { ...io, env, clock: systemClock, signal: aborted.signal };
    return interruption.stoppable(
      () => aborted.abort(),
      () => askApono(connectorId, tools),
    );
  },
};

/** Asks Apono until the connector is connected, or ten minutes are over. */
export async function askApono(
  connectorId: string,
  tools: Parameters<typeof examineStatus>[1] & { readonly clock: Clock },
): Promise<Seen> {
  const { verdict, findings } = await examineStatus({ connectorId, wait: PATIENCE }, tools);
  const told = findings.map(({ summary }) => summary).join(" ");
  if (verdict === "unknown") return untold(told);
  return verdict === "not-connected" ? fail(told) : pass(told);
}
