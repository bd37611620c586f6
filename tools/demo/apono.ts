import { connectorsOnEcs } from "../../test/kit/apono-api/running-connectors";
import { type AponoApiServer, startAponoApi } from "../../test/kit/apono-api/server";
import { aponoPlugin } from "../../test/kit/apono-plugin";
import { type AwsEmulator, clientConfig, emulatorEnv } from "../../test/kit/aws-emulator";
import { describedServices } from "../../test/kit/described-services";
import { startFaultProxy } from "../../test/kit/fault-proxy";
import type { Env } from "../../test/kit/processes";

/** Obviously no token of anybody. */
export const DEMO_API_TOKEN = "apono-demo-api-token/not-a-real-one/9876543210";

/** Apono's API beside an emulated account: it knows the connectors that the account's ECS is to run. */
export interface DemoApono {
  readonly api: AponoApiServer;
  /** Points commands at the account and at the API. */
  readonly env: Env;
  /** The same, where ECS says that its tasks run: the emulator starts none. */
  readonly runningEnv: Env;
  /** Where Terraform finds Apono's plugin besides its usual places; undefined where it can't be had. */
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
