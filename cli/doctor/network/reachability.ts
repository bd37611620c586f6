import type { NatGateway } from "@aws-sdk/client-ec2";
import { IPV6_ONLY, NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import { type Result, ok, problem, unknown, warning } from "../results";
import type { NetworkFacts, SubnetFacts } from "./facts";

const ID = "network.reachability";

/** Subnets whose default route has the same target. */
interface Exit {
  readonly kind: string;
  readonly target: string;
  readonly subnets: readonly SubnetFacts[];
}

/** What must hold behind each kind of target that EC2 does not describe. */
const BEHIND: Readonly<Record<string, string>> = {
  "transit-gateway": "the transit gateway's route table must lead to the internet",
  "network-interface":
    "the instance with this interface (such as a NAT instance) must run, forward packets and translate addresses, with its source/destination check off",
  "vpc-endpoint":
    "the firewall or appliance behind the endpoint must allow these calls, and lead to the internet",
  "virtual-private-gateway":
    "the network at the other end of the VPN or Direct Connect must lead to the internet",
  "core-network": "the core network's segment must lead to the internet",
  "local-gateway": "the network around the Outpost must lead to the internet",
  "carrier-gateway": "the carrier's network must lead to the internet, with a carrier IP address",
  other: "it must lead to the internet",
};

/**
 * Checks where the subnets' default routes lead.
 *
 * @param nats the NAT gateways in the routes; undefined if they could not be read
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
    `${id}: the default route is a blackhole: ${egress.target ?? "its target"} was deleted or detached.`,
    {
      fix: `Change the default route of ${routeTableId} to a target that exists.`,
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
      return ok(ID, `${way}: reaches the internet if the task has a public IP address.`, { data });
    case "nat-gateway":
      return checkNat(exit, way, facts, nats);
    case "vpc-peering":
      return warning(
        ID,
        `${way}: a peered VPC's internet or NAT gateway can't be used, so only hosts in that VPC can be reached.`,
        {
          fix: "Give the VPC its own route to the internet, or use a transit gateway: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
          data,
        },
      );
    case "egress-only-gateway":
      // ipv6Only() reports it.
      return ok(ID, `${way}: reaches the internet over IPv6.`, { data });
    default:
      return unknown(
        ID,
        `${way}: ${BEHIND[kind] ?? BEHIND["other"]!}. The doctor can't check that.`,
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
      `${way}: the NAT gateway must be available, in a subnet with a route to an internet gateway.`,
      {
        data: base,
      },
    );
  const nat = nats.find(({ NatGatewayId }) => NatGatewayId === target);
  const data = { ...base, state: nat?.State ?? null };
  if (nat?.State !== "available")
    return problem(
      ID,
      `${way}: the NAT gateway ${nat === undefined ? "does not exist" : `is ${nat.State}`}.`,
      {
        fix:
          nat?.State === "pending"
            ? "Wait until it is available."
            : "Create a new one, and change the route to it.",
        data,
      },
    );
  if (nat.ConnectivityType === "private")
    return warning(ID, `${way}: a private NAT gateway does not reach the internet by itself.`, {
      fix: "Use a public NAT gateway, or make sure that its subnet's route leads to the internet.",
      data,
    });
  // A regional NAT gateway has no subnet.
  const its =
    nat.SubnetId === undefined ? undefined : facts.egressOf(nat.SubnetId, nat.VpcId ?? "");
  if (its !== undefined && its.kind !== "internet-gateway")
    return problem(
      ID,
      `${way}: the NAT gateway is in ${nat.SubnetId}, whose default route (${its.kind}) does not go to an internet gateway.`,
      { fix: `Route 0.0.0.0/0 of ${nat.SubnetId} to the VPC's internet gateway.`, data },
    );
  return ok(
    ID,
    `${way}: the NAT gateway is available, and its subnet routes to an internet gateway.`,
    {
      data,
    },
  );
}

/** Warns about subnets whose only default route is ::/0: they reach no IPv4 address. */
function ipv6Only(subnets: readonly SubnetFacts[]): Result[] {
  const six = subnets.filter(
    ({ defaultRoute }) => defaultRoute?.DestinationIpv6CidrBlock !== undefined,
  );
  if (six.length === 0) return [];
  return [
    warning(
      "network.ipv4",
      `${six.map(({ id }) => id).join(", ")}: only IPv6 has a default route (::/0), so IPv4-only hosts can't be reached.`,
      {
        fix: "Add a default route for IPv4 (0.0.0.0/0), unless every host that is needed has IPv6.",
        data: { subnetIds: six.map(({ id }) => id) },
      },
    ),
  ];
}
