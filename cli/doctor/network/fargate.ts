import type { AvailabilityZone } from "@aws-sdk/client-ec2";
import { type Result, warning } from "../results";
import type { SubnetFacts } from "./facts";
import ZONES from "./fargate-zones.json";

/** The zone ids that have Fargate, for regions where not all zones have it. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = ZONES.onlyIn;

/** Zone types without Fargate. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AvailabilityZone.html */
const TYPES: Readonly<Record<string, string>> = {
  "local-zone": "a Local Zone",
  "wavelength-zone": "a Wavelength Zone",
};

/**
 * Warns about subnets in zones without Fargate: tasks placed there do not start.
 *
 * @param zones the region's zones, as EC2 lists them
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
      `Fargate is not available in every subnet: ${wrong.map(({ subnetId, why }) => `${subnetId} is in ${why}`).join(", ")}.`,
      {
        detail: [`Source: ${ZONES.source}, as of ${ZONES.read}.`],
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
