import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import type { AponoApiServer } from "../kit/apono-api/server";
import { clientConfig } from "../kit/aws-emulator";
import { describedServices } from "../kit/described-services";
import type { Env } from "../kit/processes";
import { type EmulatedAccount, emulatedAccount } from "./emulated-account";
import { ECS_OUTPUTS, aponoApi, deployed, statusJson } from "./status";

/** A deployed ecs-connector that `status` asks about. */
export interface EcsStatus {
  readonly account: EmulatedAccount;
  readonly api: AponoApiServer;
  /** What ECS says of the service, over what the emulator does: it starts no task. @default 2 of 2 tasks run */
  service: Record<string, unknown>;
  env(): Env;
  look(...args: string[]): ReturnType<typeof statusJson>;
}

/** A deployment of its own for the tests of a file; to be read once they run. */
export function ecsStatus(): EcsStatus {
  let state: Env;
  const account = emulatedAccount({ rewrite: describedServices(() => ecs.service) });
  const api = aponoApi();
  const ecs: EcsStatus = {
    account,
    api,
    service: {},
    env: () => ({ ...account.env, ...state, ...api.env }),
    look: (...args) => statusJson(args, ecs.env()),
  };
  beforeAll(async () => {
    await makeService(account.emulator.endpoint);
    state = deployed(ECS_OUTPUTS);
  });
  beforeEach(() => {
    ecs.service = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
  });
  return ecs;
}

async function makeService(endpoint: string): Promise<void> {
  const client = new ECSClient(clientConfig(endpoint));
  const cluster = ECS_OUTPUTS.cluster_arn.split("/")[1];
  const family = "connector-task-definition-da765cca";
  await client.send(new CreateClusterCommand({ clusterName: cluster }));
  await client.send(
    new RegisterTaskDefinitionCommand({
      family,
      containerDefinitions: [
        { name: "apono-connector", image: "registry.apono.io/apono-connector:v1.7.8", memory: 512 },
      ],
    }),
  );
  await client.send(
    new CreateServiceCommand({
      cluster,
      serviceName: ECS_OUTPUTS.service_name,
      taskDefinition: family,
      desiredCount: ECS_OUTPUTS.number_of_instances,
    }),
  );
  client.destroy();
}

/** Status and ID of the findings that are not `ok`. */
export const notOk = (findings: readonly { id: string; status: string }[]): string[] =>
  findings.filter((each) => each.status !== "ok").map((each) => `${each.status} ${each.id}`);
