import { CommandFailure } from "../terminal/errors";
import type { Io } from "../terminal/io";
import { AponoApi } from "../status/api/client";
import { ApiFailure } from "../status/api/failure";
import { TOKEN_VARIABLE, apiSettings } from "../status/api/settings";
import { systemClock } from "../status/clock";
import { type Result, ok, problem, unknown } from "./results";

/** Checks that Apono's API accepts the token that `status` uses. No result if none is set. */
export async function checkApiToken({
  env,
  progress,
}: Pick<Io, "env" | "progress">): Promise<Result[]> {
  const id = "token.api";
  let api: AponoApi | undefined;
  try {
    const settings = apiSettings(env);
    if (settings === undefined) return [];
    api = new AponoApi(settings, { clock: systemClock, progress });
    const connectors = (await api.connectors()).length;
    return [
      ok(id, `Apono's API accepts ${TOKEN_VARIABLE}. Connectors it can read: ${connectors}.`, {
        data: { connectors },
      }),
    ];
  } catch (error) {
    if (error instanceof ApiFailure) {
      const { kind, message, fix } = error;
      const isRefused = kind === "unauthorized" || kind === "forbidden";
      return [(isRefused ? problem : unknown)(id, message, { fix, data: { failure: kind } })];
    }
    if (error instanceof CommandFailure) return [problem(id, error.message)];
    throw error;
  } finally {
    await api?.close();
  }
}
