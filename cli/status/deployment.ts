import { noConnectorIn } from "./errors";
import type { StackOutputs } from "../state/outputs";

/** A connector's deployment. Unknown values are undefined. */
export interface Deployment {
  /** The stack that it was read from. */
  readonly stack?: string;
  readonly connectorId: string;
  /** Configured number of instances. */
  readonly instances?: number;
  /** Configured version of the image: a tag or a digest. */
  readonly version?: string;
  /** 12 digits. */
  readonly accountId?: string;
  readonly region?: string;
  readonly ecs?: EcsPlace;
  readonly kubernetes?: KubernetesPlace;
}

/** Where a connector runs on ECS. */
export interface EcsPlace {
  readonly clusterArn: string;
  readonly serviceName: string;
}

/** Where a connector runs on Kubernetes. */
export interface KubernetesPlace {
  readonly clusterName: string;
  readonly namespace: string;
  readonly releaseName: string;
}

/**
 * Reads a deployment from the outputs of its stack.
 *
 * @param id replaces the output `connector_id`
 * @throws CommandFailure if the stack has no connector
 */
export function deploymentOf(stack: string, outputs: StackOutputs, id?: string): Deployment {
  const text = (name: string): string | undefined => {
    const value = outputs[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const needed = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw noConnectorIn(stack, name);
    return value;
  };
  const instances = outputs["number_of_instances"];
  const clusterArn = text("cluster_arn");
  return {
    stack,
    connectorId: id ?? needed("connector_id"),
    instances: typeof instances === "number" ? instances : undefined,
    version: text("connector_version"),
    accountId: arnParts(needed("connector_role_arn")).accountId,
    ...(clusterArn === undefined
      ? {
          kubernetes: {
            clusterName: needed("cluster_name"),
            namespace: needed("namespace"),
            releaseName: needed("release_name"),
          },
        }
      : {
          region: arnParts(clusterArn).region,
          ecs: {
            clusterArn,
            serviceName: needed("service_name"),
          },
        }),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function arnParts(arn: string): { readonly region?: string; readonly accountId?: string } {
  const [, , , region, accountId] = arn.split(":");
  return { region: region || undefined, accountId: accountId || undefined };
}
