import type { Caller } from "../caller-identity";
import { type Result, ok, problem, warning } from "../results";
import type { NetworkFacts, SubnetFacts } from "./facts";
import { plural } from "../../terminal/plural";

/** What the deployment needs of its subnets. */
export interface SubnetRequirements {
  readonly subnetIds: readonly string[];
  readonly vpcId?: string;
  readonly numberOfInstances: number;
}

/** Checks that the subnets exist, are in one VPC, and have free addresses for the tasks. */
export function checkSubnets(
  { subnets }: NetworkFacts,
  requirements: SubnetRequirements,
  caller: Caller,
): Result[] {
  return [
    checkExistence(subnets, requirements, caller),
    ...(subnets.length === 0
      ? []
      : [
          checkVpc(subnets, requirements),
          checkAddresses(subnets, requirements.numberOfInstances),
          checkZones(subnets, requirements.numberOfInstances),
        ]),
  ];
}

function checkExistence(
  subnets: readonly SubnetFacts[],
  { subnetIds }: SubnetRequirements,
  { accountId, region }: Caller,
): Result {
  const found = subnets.map(({ id }) => id);
  const missing = subnetIds.filter((id) => !found.includes(id));
  return missing.length === 0
    ? ok("network.subnets", `The subnets exist: ${found.join(", ")}.`, { data: { found } })
    : problem(
        "network.subnets",
        `Not found in account ${accountId}, region ${region}: ${missing.join(", ")}.`,
        {
          fix: "Correct the IDs, or the region and credentials. --vpc <id> lists a VPC's subnets.",
          data: { found, missing },
        },
      );
}

function checkVpc(subnets: readonly SubnetFacts[], { vpcId: wanted }: SubnetRequirements): Result {
  const vpcId = wanted ?? subnets[0]!.vpcId;
  const strangers = subnets.filter((subnet) => subnet.vpcId !== vpcId);
  if (strangers.length === 0)
    return ok("network.vpc", `All subnets are in ${vpcId}.`, { data: { vpcId } });
  const where =
    wanted === undefined
      ? `The first subnet is in ${vpcId}, but not`
      : `vpcId: ${vpcId} does not own`;
  return problem(
    "network.vpc",
    `${where} ${strangers.map(({ id, vpcId: own }) => `${id} (${own})`).join(", ")}.`,
    {
      fix: "Give subnets of one VPC, and leave vpcId out or set it to theirs.",
      data: { vpcId, strangers: strangers.map(({ id }) => id) },
    },
  );
}

/** Checks free addresses. During a deployment ECS runs the new tasks beside the old ones, with one address each. */
function checkAddresses(subnets: readonly SubnetFacts[], instances: number): Result {
  const free = subnets.reduce((sum, { freeAddresses }) => sum + freeAddresses, 0);
  const needed = 2 * instances;
  const data = {
    needed,
    free: Object.fromEntries(subnets.map(({ id, freeAddresses }) => [id, freeAddresses])),
  };
  const full = subnets.filter(({ freeAddresses }) => freeAddresses === 0);
  const fix = "Choose subnets with free addresses, or more of them.";
  if (free < instances || free === 0)
    return problem(
      "network.addresses",
      `Too few free addresses: ${free}. Each of ${tasks(instances)} needs one.`,
      { fix, data },
    );
  if (full.length > 0)
    return warning(
      "network.addresses",
      `No free addresses in ${full.map(({ id }) => id).join(", ")}: tasks placed there don't start.`,
      { fix, data },
    );
  if (free < needed)
    return warning(
      "network.addresses",
      `Few free addresses: ${free}. A deployment of ${tasks(instances)} needs up to ${needed}, because new tasks start beside the old ones.`,
      { fix, data },
    );
  return ok("network.addresses", `Free addresses: ${free}. A deployment needs up to ${needed}.`, {
    data,
  });
}

const tasks = (count: number) => plural(count, "task");

function checkZones(subnets: readonly SubnetFacts[], instances: number): Result {
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  const data = { zones };
  return zones.length === 1 && instances > 1
    ? warning(
        "network.zones",
        `All ${instances} instances would run in one availability zone, ${zones[0]}.`,
        {
          fix: "For high availability, give subnets in two zones.",
          data,
        },
      )
    : ok("network.zones", `Availability zones: ${zones.join(", ")}.`, {
        data,
      });
}
