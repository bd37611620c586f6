import { connectorsOnEcs } from "../../test/kit/apono-api/running-connectors";
import { type AponoApiServer, startAponoApi } from "../../test/kit/apono-api/server";
import { aponoPlugin } from "../../test/kit/apono-plugin";
import { type AwsEmulator, clientConfig, emulatorEnv } from "../../test/kit/aws-emulator";
import { describedServices } from "../../test/kit/described-services";
import { startFaultProxy } from "../../test/kit/fault-proxy";
import type { Env } from "../../test/kit/processes";

/** A token that is obviously not real. */
export const DEMO_API_TOKEN = "apono-demo-api-token/not-a-real-one/9876543210";

/** An emulated Apono API next to an emulated account; it lists the connectors of the account's ECS services. */
export interface DemoApono {
  readonly api: AponoApiServer;
  /** Environment of the commands: endpoints of the account and of the API. */
  readonly env: Env;
  /** Endpoint of an account whose ECS reports its tasks as running; the emulator starts none. */
  readonly runningEnv: Env;
  /** Plugin mirrors with Apono's provider; undefined if the provider is not available. */
  readonly mirrors: readonly string[] | undefined;
  stop(): Promise<void>;
}

export async function startDemoApono(emulator: AwsEmulator): Promise<DemoApono> {
  const mirrors = await aponoPlugin().then(
    (plugin) => plugin.mirrors,
    () => undefined,
  );
  const api = await startAponoApi(DEMO_API_TOKEN);
  api.knows(() => connectorsOnEcs(clientConfig(emulator.endpoint)));
  const proxy = await startFaultProxy(emulator.endpoint, {
    rewrite: describedServices(({ desiredCount }) => ({
      runningCount: desiredCount,
      pendingCount: 0,
    })),
  });
  return {
    api,
    env: { ...emulator.env, ...api.env },
    runningEnv: emulatorEnv(proxy.endpoint),
    mirrors,
    stop: async () => {
      await proxy.stop();
      await api.stop();
    },
  };
}
