import type { AvailabilityZone } from "@aws-sdk/client-ec2";
import { type Result, warning } from "../results";
import type { SubnetFacts } from "./facts";
import ZONES from "./fargate-zones.json";

/** Where AWS runs Fargate in some zones of a region only, by zone id. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = ZONES.onlyIn;

/** Zones that are not in the region's own data centres. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AvailabilityZone.html */
const TYPES: Readonly<Record<string, string>> = {
  "local-zone": "a Local Zone",
  "wavelength-zone": "a Wavelength Zone",
};

/**
 * Warns of subnets in which AWS does not run Fargate: tasks that ECS places there do not start.
 *
 * @param zones of the region, as far as EC2 tells them
 */
export function checkFargate(
  subnets: readonly SubnetFacts[],
  region: string,
  zones: readonly AvailabilityZone[],
): Result[] {
  const wrong = subnets.flatMap((subnet) => {
    const why = whyNot(subnet, region, zones);
    return why === undefined ? [] : [{ subnetId: subnet.id, zoneId: subnet.zoneId, why }];
  });
  if (wrong.length === 0) return [];
  return [
    warning(
      "network.fargate",
      `Fargate does not run everywhere: ${wrong.map(({ subnetId, why }) => `${subnetId} is in ${why}`).join(", ")}.`,
      {
        detail: [`According to ${ZONES.source}, read on ${ZONES.read}.`],
        fix: "Give subnets in other zones of the region.",
        data: { subnets: wrong, source: ZONES.source, read: ZONES.read },
      },
    ),
  ];
}

function whyNot(
  { zoneId, outpostArn }: SubnetFacts,
  region: string,
  zones: readonly AvailabilityZone[],
): string | undefined {
  if (outpostArn !== undefined) return `the Outpost ${outpostArn}`;
  const type = TYPES[zones.find(({ ZoneId }) => ZoneId === zoneId)?.ZoneType ?? ""];
  if (type !== undefined) return `${type} (${zoneId})`;
  const only = ONLY_IN[region];
  return only === undefined || zoneId === undefined || only.includes(zoneId)
    ? undefined
    : `${zoneId}, not one of ${only.join(", ")}`;
}
