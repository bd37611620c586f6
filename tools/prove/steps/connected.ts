import { TOKEN_VARIABLE } from "../../../cli/status/api/settings";
import { type Clock, systemClock } from "../../../cli/status/clock";
import { examineStatus } from "../../../cli/status/examine";
import { type Seen, type Step, fail, pass, unknown } from "../step";
import type { RunContext } from "../run-context";

/** Longest time until the connector is connected, in seconds. */
const WAIT_SECONDS = 600;

/** Asks Apono's API whether the connector is connected. */
export const CONNECTED: Step<RunContext> = {
  id: "connected",
  title: "The connector is connected",
  expected: "Apono lists the connector as connected.",
  check: async (context) => {
    const { token, env, io, interruption } = context.props;
    if (context.emulator !== undefined) return unknown("The emulator runs no connector.");
    if (!token.isReal) return unknown("The placeholder token can't connect. Set APONO_TOKEN.");
    const connectorId = String(context.variables?.["TF_VAR_connectorId"]);
    if (!env[TOKEN_VARIABLE])
      return unknown(
        `${TOKEN_VARIABLE} is not set, so Apono's API was not asked. Set it, or look for the connector ${connectorId} on Apono's connector page during the run.`,
      );
    const controller = new AbortController();
    const tools = { ...io, env, clock: systemClock, signal: controller.signal };
    return interruption.stoppable(
      () => controller.abort(),
      () => askApono(connectorId, tools),
    );
  },
};

/** Asks Apono's API until the connector is connected, for up to ten minutes. */
export async function askApono(
  connectorId: string,
  tools: Parameters<typeof examineStatus>[1] & { readonly clock: Clock },
): Promise<Seen> {
  const { verdict, findings } = await examineStatus({ connectorId, wait: WAIT_SECONDS }, tools);
  const summary = findings.map(({ summary }) => summary).join(" ");
  if (verdict === "unknown") return unknown(summary);
  return verdict === "not-connected" ? fail(summary) : pass(summary);
}
