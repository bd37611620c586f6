import type { Member } from "../../../fleet/fleet";
import { MODULE_INPUTS } from "../../../modules/inputs";
import { resourceNames } from "../../doctor/resource-names";
import type { Deployment } from "../../status/deployment";
import type { Place } from "./places";

/** A member's inputs, those with a default included. */
export const inputsOf = ({ module, inputs }: Member): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(MODULE_INPUTS[module]).map(([name, { default: value }]) => [
      name,
      inputs[name] ?? value,
    ]),
  );

/** A connector as the fleet file has it. @param place undefined: where it runs is not known then */
export function deploymentOf(member: Member, place: Place | undefined): Deployment {
  const inputs = inputsOf(member);
  const deployment = {
    stack: member.name,
    connectorId: inputs["connectorId"] as string,
    instances: inputs["numberOfInstances"] as number,
    version: inputs["connectorVersion"] as string,
    accountId: place?.accountId ?? member.account,
    region: place?.region ?? member.region,
  };
  if (place === undefined) return deployment;
  if (member.module === "eks-connector") {
    const { clusterName, namespace, releaseName } = inputs as Record<string, string>;
    return {
      ...deployment,
      kubernetes: {
        clusterName: clusterName!,
        namespace: namespace!,
        releaseName: releaseName!,
      },
    };
  }
  const { accountId, partition, region } = place;
  const service = resourceNames(member.module, inputs, place).find(
    ({ kind }) => kind === "service",
  );
  const { name, cluster = "" } = service!;
  return {
    ...deployment,
    ecs: {
      serviceName: name,
      clusterArn: cluster.startsWith("arn:")
        ? cluster
        : `arn:${partition}:ecs:${region}:${accountId}:cluster/${cluster}`,
    },
  };
}
