import { CommandFailure } from "../../terminal/errors";
import type { Io } from "../../terminal/io";
import type { Connector } from "../../status/api/answers";
import { AponoApi } from "../../status/api/client";
import { ApiFailure } from "../../status/api/failure";
import { apiSettings } from "../../status/api/settings";
import { systemClock } from "../../status/clock";
import { noApiToken } from "../../status/errors";
import { listConnectors } from "../../status/examine";

/** The connectors of Apono's API, by name. @throws CommandFailure without a token, or if the call fails */
export async function connectorsOfApono(io: Io): Promise<readonly Connector[]> {
  const settings = apiSettings(io.env);
  if (settings === undefined) throw noApiToken();
  const api = new AponoApi(settings, { clock: systemClock, progress: io.progress });
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
