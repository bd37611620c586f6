import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type ECSClientConfig,
  paginateListClusters,
  paginateListServices,
} from "@aws-sdk/client-ecs";
import { type ApiConnector, apiConnector } from "./connectors";

/**
 * The connectors that ECS runs, as Apono would know them. The emulator starts no task: every instance that a service is
 * to run counts as connected.
 *
 * @param settings of the AWS client
 */
export async function connectorsOnEcs(settings: ECSClientConfig): Promise<ApiConnector[]> {
  const ecs = new ECSClient(settings);
  try {
    const connectors: ApiConnector[] = [];
    for await (const { clusterArns = [] } of paginateListClusters({ client: ecs }, {})) {
      for (const cluster of clusterArns) connectors.push(...(await connectorsIn(ecs, cluster)));
    }
    return connectors;
  } finally {
    ecs.destroy();
  }
}

async function connectorsIn(ecs: ECSClient, cluster: string): Promise<ApiConnector[]> {
  const connectors: ApiConnector[] = [];
  for await (const { serviceArns } of paginateListServices({ client: ecs }, { cluster })) {
    if (!serviceArns?.length) continue;
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: serviceArns }),
    );
    for (const { taskDefinition, desiredCount, serviceArn, status, createdAt } of services) {
      if (status !== "ACTIVE") continue;
      const [, , , region, accountId] = serviceArn!.split(":");
      const { taskDefinition: task } = await ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition }),
      );
      const [container] = task?.containerDefinitions ?? [];
      const id = container?.environment?.find(({ name }) => name === "APONO_CONNECTOR_ID")?.value;
      const version = container?.image?.split(":").at(-1);
      if (id !== undefined)
        connectors.push(
          apiConnector(id, {
            instances: desiredCount,
            version,
            region,
            accountId,
            last_connected: createdAt?.toISOString() ?? null,
          }),
        );
    }
  }
  return connectors;
}
