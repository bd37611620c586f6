import { CommandFailure } from "../terminal/errors";
import type { Io } from "../terminal/io";
import type { Connector } from "./api/answers";
import { AponoApi } from "./api/client";
import { ApiFailure } from "./api/failure";
import { apiSettings } from "./api/settings";
import { type Clock, systemClock } from "./clock";
import { noApiToken } from "./errors";
import { listConnectors } from "./examine";

/**
 * The connectors of Apono's API, by name.
 *
 * @param tools clock and signal @default - the machine's clock, and nothing interrupts
 * @throws CommandFailure without a token, or if the call fails
 */
export async function connectorsOfApono(
  io: Io,
  tools: { readonly clock: Clock; readonly signal?: AbortSignal } = { clock: systemClock },
): Promise<readonly Connector[]> {
  const settings = apiSettings(io.env);
  if (settings === undefined) throw noApiToken();
  const api = new AponoApi(settings, { ...tools, progress: io.progress });
  try {
    return await listConnectors(api);
  } catch (error) {
    if (error instanceof ApiFailure)
      throw new CommandFailure(`${error.message} Fix: ${error.fix}`, 2);
    throw error;
  } finally {
    io.progress("");
    await api.close();
  }
}
