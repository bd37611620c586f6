import type { NatGateway } from "@aws-sdk/client-ec2";
import { IPV6_ONLY, NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import { type Result, ok, problem, unknown, warning } from "../results";
import type { NetworkFacts, SubnetFacts } from "./facts";

const ID = "network.reachability";

/** Subnets that go out by the same target. */
interface Exit {
  readonly kind: string;
  readonly target: string;
  readonly subnets: readonly SubnetFacts[];
}

/** What must hold behind each target that EC2 can't be asked about. */
const BEHIND: Readonly<Record<string, string>> = {
  "transit-gateway": "the transit gateway's route table must lead to the internet",
  "network-interface":
    "what has this interface (a NAT instance, for example) must run, forward and translate addresses, with its source/destination check off",
  "vpc-endpoint":
    "the firewall or appliance behind the endpoint must let these through, and lead on to the internet",
  "virtual-private-gateway":
    "the network at the other end of the VPN or Direct Connect must lead to the internet",
  "core-network": "the core network's segment must lead to the internet",
  "local-gateway": "the network around the Outpost must lead to the internet",
  "carrier-gateway": "the carrier's network must lead to the internet, with a carrier IP address",
  other: "it must lead to the internet",
};

/**
 * What the routes imply for reaching out.
 *
 * @param nats those behind the subnets' routes; undefined where they could not be looked at
 */
export function checkReachability(
  facts: NetworkFacts,
  nats: readonly NatGateway[] | undefined,
): Result[] {
  const used = facts.subnets.filter(({ egress }) => egress.kind !== NO_DEFAULT_ROUTE);
  const dead = used.filter(({ defaultRoute }) => defaultRoute?.State === "blackhole");
  const alive = used.filter((subnet) => !dead.includes(subnet));
  return [
    ...dead.map(blackhole),
    ...exits(alive.filter(({ egress }) => egress.kind !== IPV6_ONLY)).map((exit) =>
      checkExit(exit, facts, nats),
    ),
    ...ipv6Only(alive),
  ];
}

function exits(subnets: readonly SubnetFacts[]): Exit[] {
  const byTarget = new Map<string, SubnetFacts[]>();
  for (const subnet of subnets) {
    const target = subnet.egress.target ?? "an unknown target";
    byTarget.set(target, [...(byTarget.get(target) ?? []), subnet]);
  }
  return [...byTarget].map(([target, same]) => ({
    target,
    kind: same[0]!.egress.kind,
    subnets: same,
  }));
}

function blackhole({ id, routeTableId, egress }: SubnetFacts): Result {
  return problem(
    ID,
    `${id}: the default route leads nowhere (blackhole): ${egress.target ?? "its target"} is gone or detached.`,
    {
      fix: `Point the default route of ${routeTableId} at something that exists.`,
      data: {
        target: egress.target ?? null,
        kind: egress.kind,
        state: "blackhole",
        subnetIds: [id],
      },
    },
  );
}

function checkExit(
  exit: Exit,
  facts: NetworkFacts,
  nats: readonly NatGateway[] | undefined,
): Result {
  const { kind, target, subnets } = exit;
  const way = `${subnets.map(({ id }) => id).join(", ")} through ${target}`;
  const data = { target, kind, subnetIds: subnets.map(({ id }) => id) };
  switch (kind) {
    case "internet-gateway":
      return ok(ID, `${way}: reaches the internet with a public IP address on the task.`, { data });
    case "nat-gateway":
      return checkNat(exit, way, facts, nats);
    case "vpc-peering":
      return warning(
        ID,
        `${way}: AWS does not let a peered VPC's internet or NAT gateway be used, so only what is in that VPC itself can be reached.`,
        {
          fix: "Give the VPC a way out of its own, or go through a transit gateway: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
          data,
        },
      );
    case "egress-only-gateway":
      // Said by ipv6Only().
      return ok(ID, `${way}: reaches the internet by IPv6.`, { data });
    default:
      return unknown(
        ID,
        `${way}: ${BEHIND[kind] ?? BEHIND["other"]!}, which can't be seen from here.`,
        {
          data,
        },
      );
  }
}

function checkNat(
  { target, kind, subnets }: Exit,
  way: string,
  facts: NetworkFacts,
  nats: readonly NatGateway[] | undefined,
): Result {
  const base = { target, kind, subnetIds: subnets.map(({ id }) => id) };
  if (nats === undefined)
    return unknown(
      ID,
      `${way}: it must be available, in a subnet with a route to an internet gateway.`,
      {
        data: base,
      },
    );
  const nat = nats.find(({ NatGatewayId }) => NatGatewayId === target);
  const data = { ...base, state: nat?.State ?? null };
  if (nat?.State !== "available")
    return problem(ID, `${way}: the NAT gateway is ${nat?.State ?? "not there"}.`, {
      fix:
        nat?.State === "pending"
          ? "Wait until it is available."
          : "Make a new one, and route to that.",
      data,
    });
  if (nat.ConnectivityType === "private")
    return warning(ID, `${way}: a private NAT gateway does not lead to the internet by itself.`, {
      fix: "Use a public NAT gateway, or see to it that what its subnet routes to leads out.",
      data,
    });
  // A regional NAT gateway is in no subnet.
  const its =
    nat.SubnetId === undefined ? undefined : facts.egressOf(nat.SubnetId, nat.VpcId ?? "");
  if (its !== undefined && its.kind !== "internet-gateway")
    return problem(
      ID,
      `${way}: the NAT gateway is in ${nat.SubnetId}, whose own default route (${its.kind}) does not go to an internet gateway.`,
      { fix: `Route 0.0.0.0/0 of ${nat.SubnetId} to the VPC's internet gateway.`, data },
    );
  return ok(ID, `${way}: the NAT gateway is available, and behind it is an internet gateway.`, {
    data,
  });
}

/** Where only ::/0 leads out, IPv4 addresses can't be reached. */
function ipv6Only(subnets: readonly SubnetFacts[]): Result[] {
  const six = subnets.filter(
    ({ defaultRoute }) => defaultRoute?.DestinationIpv6CidrBlock !== undefined,
  );
  if (six.length === 0) return [];
  return [
    warning(
      "network.ipv4",
      `${six.map(({ id }) => id).join(", ")}: only IPv6 has a default route (::/0), and hosts with IPv4 addresses alone can't be reached.`,
      {
        fix: "Add a default route for IPv4 (0.0.0.0/0), unless all that is needed answers by IPv6.",
        data: { subnetIds: six.map(({ id }) => id) },
      },
    ),
  ];
}
