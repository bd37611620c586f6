/** The fields of EC2's API that can hold a route's target. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
type TargetField =
  | "CarrierGatewayId"
  | "CoreNetworkArn"
  | "EgressOnlyInternetGatewayId"
  | "GatewayId"
  | "InstanceId"
  | "LocalGatewayId"
  | "NatGatewayId"
  | "NetworkInterfaceId"
  | "TransitGatewayId"
  | "VpcPeeringConnectionId";

type DestinationField = "DestinationCidrBlock" | "DestinationIpv6CidrBlock";

/** A route as EC2's API tells it, as far as it matters here. */
export type EgressRoute = { readonly [F in TargetField | DestinationField]?: string };

/** One way in which a route names its target, where Terraform has it and where EC2's API has it. */
export interface Target {
  /** Attribute of a route of the data source `aws_route_table`. */
  readonly attribute: string;
  /** Absent where only Terraform has a place of its own for it. */
  readonly field?: TargetField;
  /** What the id begins with, where one field holds targets of several kinds. */
  readonly prefix?: string;
}

/** Where a subnet's default route goes. */
export interface EgressKind {
  /** The kind's name, as the output `egress` shows it. */
  readonly name: string;
  /** Whether a task needs a public IP address for this way out. */
  readonly publicIp: boolean;
  /** How a route of this kind names its target: in one of these ways. */
  readonly targets: readonly Target[];
}

const target = (attribute: string, field?: TargetField): Target => ({ attribute, field });
const gateway = (prefix: string): Target => ({
  attribute: "gateway_id",
  field: "GatewayId",
  prefix,
});

/**
 * Every target that a default route can have, in the order in which they are looked for.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 *
 * Only an internet gateway needs a public address on the task itself: it translates addresses one to one. Everything
 * else takes private addresses on.
 */
export const EGRESS_KINDS: readonly EgressKind[] = [
  { name: "internet-gateway", publicIp: true, targets: [gateway("igw-")] },
  { name: "nat-gateway", publicIp: false, targets: [target("nat_gateway_id", "NatGatewayId")] },
  {
    name: "transit-gateway",
    publicIp: false,
    targets: [target("transit_gateway_id", "TransitGatewayId")],
  },
  {
    name: "vpc-endpoint",
    publicIp: false,
    // EC2 has an endpoint in GatewayId; the provider moves it to an attribute of its own.
    targets: [target("vpc_endpoint_id"), gateway("vpce-")],
  },
  { name: "virtual-private-gateway", publicIp: false, targets: [gateway("vgw-")] },
  {
    name: "core-network",
    publicIp: false,
    targets: [target("core_network_arn", "CoreNetworkArn")],
  },
  {
    name: "vpc-peering",
    publicIp: false,
    targets: [target("vpc_peering_connection_id", "VpcPeeringConnectionId")],
  },
  {
    name: "local-gateway",
    publicIp: false,
    targets: [target("local_gateway_id", "LocalGatewayId"), gateway("lgw-")],
  },
  {
    name: "carrier-gateway",
    publicIp: false,
    targets: [target("carrier_gateway_id", "CarrierGatewayId"), gateway("cagw-")],
  },
  {
    name: "egress-only-gateway",
    publicIp: false,
    targets: [target("egress_only_gateway_id", "EgressOnlyInternetGatewayId"), gateway("eigw-")],
  },
  {
    name: "network-interface",
    publicIp: false,
    targets: [
      target("network_interface_id", "NetworkInterfaceId"),
      target("instance_id", "InstanceId"),
    ],
  },
];

/** The kind of a subnet that has no default route at all. */
export const NO_DEFAULT_ROUTE = "none";

/** The kind of a default route whose target AWS has added since this was written; private, as all but one are. */
export const OTHER_TARGET = "other";

/**
 * The kind of a subnet whose only default route is IPv6's, whatever it goes to: a host that has no IPv6 address can't be
 * reached from there, and a public IPv4 address has no route: routes of IPv4 and of IPv6 are apart.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export const IPV6_ONLY = "ipv6-only";

/** The kinds without a default route for IPv4. */
export const WITHOUT_IPV4_ROUTE: readonly string[] = [NO_DEFAULT_ROUTE, IPV6_ONLY];

/** How to give a subnet a route to the internet. */
export const ROUTE_FIX =
  "Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), choose other subnets, or set " +
  "assignPublicIp = false if there is a way out that Terraform doesn't see, such as a route that a VPN gateway propagates.";

/** The destination that makes a route a default route, in Terraform and in EC2's API. */
export const DEFAULT_DESTINATION = {
  attribute: "cidr_block",
  field: "DestinationCidrBlock",
  everything: "0.0.0.0/0",
} as const;

/** {@link DEFAULT_DESTINATION} for IPv6. */
export const IPV6_DEFAULT_DESTINATION = {
  attribute: "ipv6_cidr_block",
  field: "DestinationIpv6CidrBlock",
  everything: "::/0",
} as const;

/** The default route of routes as EC2's API tells them: IPv4's where there is one, else IPv6's; undefined where there is none. */
export function defaultRouteOf<R extends EgressRoute>(routes: readonly R[]): R | undefined {
  return [DEFAULT_DESTINATION, IPV6_DEFAULT_DESTINATION]
    .map(({ field, everything }) => routes.find((route) => route[field] === everything))
    .find((route) => route !== undefined);
}

/** The target's id, where a route names one in this way. */
function targetIn(route: EgressRoute, { field, prefix = "" }: Target): string | undefined {
  const id = field === undefined ? undefined : route[field];
  return id !== undefined && id !== "" && id.startsWith(prefix) ? id : undefined;
}

/** A way out as EC2's API tells it: its kind's name, and the id of what it goes to where that is known. */
export interface Egress {
  readonly kind: string;
  readonly publicIp: boolean;
  readonly target?: string;
}

/** Where a route goes, as EC2's API tells it. */
export function egressOf(route: EgressRoute | undefined): Egress {
  if (route === undefined) return { kind: NO_DEFAULT_ROUTE, publicIp: false };
  const { field, everything } = DEFAULT_DESTINATION;
  const isIpv4 = route[field] === everything;
  for (const { name, publicIp, targets } of EGRESS_KINDS) {
    const id = targets.map((each) => targetIn(route, each)).find((found) => found !== undefined);
    if (id !== undefined)
      return isIpv4
        ? { kind: name, publicIp, target: id }
        : { kind: IPV6_ONLY, publicIp: false, target: id };
  }
  return { kind: isIpv4 ? OTHER_TARGET : IPV6_ONLY, publicIp: false };
}

/** The names of the kinds that need a public IP address. */
export const PUBLIC_KINDS = EGRESS_KINDS.filter(({ publicIp }) => publicIp).map(({ name }) => name);
