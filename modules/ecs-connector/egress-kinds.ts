import { type Expression, hcl, rawHcl } from "../../lib/hcl";

/** Where a subnet's default route goes. */
export interface EgressKind {
  /** The kind's name, as the output `egress` shows it. */
  readonly name: string;
  /** Whether a task needs a public IP address for this way out. */
  readonly publicIp: boolean;
  /** HCL that is true for a route `r` of this kind; the attributes are those of the data source `aws_route_table`. */
  readonly test: string;
}

const targets = (attribute: string) => `try(length(r.${attribute}) > 0, false)`;
const gateway = (prefix: string) => `try(startswith(r.gateway_id, "${prefix}"), false)`;

/**
 * Every target that a default route can have, in the order in which they are looked for.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 *
 * Only an internet gateway needs a public address on the task itself: it translates addresses one to one. Everything
 * else takes private addresses on.
 */
export const EGRESS_KINDS: readonly EgressKind[] = [
  { name: "internet-gateway", publicIp: true, test: gateway("igw-") },
  { name: "nat-gateway", publicIp: false, test: targets("nat_gateway_id") },
  { name: "transit-gateway", publicIp: false, test: targets("transit_gateway_id") },
  {
    name: "vpc-endpoint",
    publicIp: false,
    test: `${targets("vpc_endpoint_id")} || ${gateway("vpce-")}`,
  },
  { name: "virtual-private-gateway", publicIp: false, test: gateway("vgw-") },
  { name: "core-network", publicIp: false, test: targets("core_network_arn") },
  { name: "vpc-peering", publicIp: false, test: targets("vpc_peering_connection_id") },
  {
    name: "local-gateway",
    publicIp: false,
    test: `${targets("local_gateway_id")} || ${gateway("lgw-")}`,
  },
  {
    name: "carrier-gateway",
    publicIp: false,
    test: `${targets("carrier_gateway_id")} || ${gateway("cagw-")}`,
  },
  {
    name: "egress-only-gateway",
    publicIp: false,
    test: `${targets("egress_only_gateway_id")} || ${gateway("eigw-")}`,
  },
  {
    name: "network-interface",
    publicIp: false,
    test: `${targets("network_interface_id")} || ${targets("instance_id")}`,
  },
];

/** The kind of a subnet that has no default route at all. */
export const NO_DEFAULT_ROUTE = "none";

/** The kind of a default route whose target AWS has added since this was written; private, as all but one are. */
export const OTHER_TARGET = "other";

/** A route table's default route: IPv4's where there is one, else IPv6's, else null. @param table HCL of a route table */
export const defaultRoute = (table: string): Expression =>
  rawHcl(
    `try([for r in ${table}.routes : r if r.cidr_block == "0.0.0.0/0"][0], ` +
      `[for r in ${table}.routes : r if r.ipv6_cidr_block == "::/0"][0], null)`,
  );

/** The kind of a default route `r`, or of its absence. */
export function kindOfRoute(): Expression {
  const choice = EGRESS_KINDS.map(({ name, test }) => `(${test}) ? "${name}" : `).join("");
  return hcl`r == null ? ${NO_DEFAULT_ROUTE} : ${rawHcl(`${choice}"${OTHER_TARGET}"`)}`;
}

/** The names of the kinds that need a public IP address. */
export const PUBLIC_KINDS = EGRESS_KINDS.filter(({ publicIp }) => publicIp).map(({ name }) => name);
