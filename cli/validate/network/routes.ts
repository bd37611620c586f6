import { EGRESS_KINDS, NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import {
  type Block,
  type Body,
  type Module,
  blocksOf,
  nestedBlocks,
  valueOf,
} from "../../terraform/configuration";
import { type Expression, type Reference, referencesIn } from "../../terraform/expression";
import type { Range } from "../../terraform/range";

/** Where a route table's default route goes, as the configuration says it. */
export interface Egress {
  /** A kind of `modules/ecs-connector/egress-kinds.ts`. */
  readonly kind: string;
  /** The route, or the route table that has none. */
  readonly range: Range;
}

/** Whether a task needs a public address for this way out. */
export const isPublicKind = (kind: string): boolean =>
  EGRESS_KINDS.some(({ name, publicIp }) => name === kind && publicIp);

/** The kinds by the attribute of a route that names the target; gateways by the type that they are of. */
export const KIND_OF_TARGET: Readonly<Record<string, string>> = {
  nat_gateway_id: "nat-gateway",
  transit_gateway_id: "transit-gateway",
  vpc_endpoint_id: "vpc-endpoint",
  core_network_arn: "core-network",
  vpc_peering_connection_id: "vpc-peering",
  local_gateway_id: "local-gateway",
  carrier_gateway_id: "carrier-gateway",
  egress_only_gateway_id: "egress-only-gateway",
  network_interface_id: "network-interface",
  instance_id: "network-interface",
};
export const KIND_OF_GATEWAY: Readonly<Record<string, string>> = {
  aws_internet_gateway: "internet-gateway",
  aws_vpn_gateway: "virtual-private-gateway",
  aws_egress_only_internet_gateway: "egress-only-gateway",
  igw: "internet-gateway",
  vgw: "virtual-private-gateway",
  vpce: "vpc-endpoint",
  lgw: "local-gateway",
};

const ANYWHERE = ["0.0.0.0/0", "::/0"];

/** The default routes of a module's route tables. */
export class Routes {
  constructor(private readonly module: Module) {}

  /** @returns undefined where the configuration doesn't say */
  egressOf(table: Block): Egress | undefined {
    const routes = [...nestedBlocks(table.body, "route"), ...this.routesOf(table)];
    const defaults = routes.filter((route) => ANYWHERE.includes(destinationOf(route) ?? ""));
    const [first] = defaults;
    if (first !== undefined) {
      const kinds = new Set(defaults.map(kindOf));
      const [kind] = kinds;
      return kinds.size === 1 && kind !== undefined
        ? { kind, range: targetOf(first)?.range ?? first.range }
        : undefined;
    }
    const isKnown =
      routes.every((route) => destinationOf(route) !== undefined) &&
      !this.hasOpenRoutes() &&
      !table.body.attributes.has("route") &&
      !table.body.attributes.has("propagating_vgws");
    return isKnown ? { kind: NO_DEFAULT_ROUTE, range: table.range } : undefined;
  }

  private routesOf(table: Block): Body[] {
    return blocksOf(this.module, "resource", "aws_route")
      .filter(({ body }) => {
        const found = valueOf(body, "route_table_id");
        return found !== undefined && referencesIn(found).some((each) => leadsTo(each, table));
      })
      .map(({ body }) => body);
  }

  /** Whether a route is for a table that the configuration alone doesn't name, which may be any. */
  private hasOpenRoutes(): boolean {
    const isOpen = ({ body }: Block) => {
      const found = valueOf(body, "route_table_id");
      return found === undefined || !referencesIn(found).some(({ root }) => isTable(root));
    };
    return (
      blocksOf(this.module, "resource", "aws_route").some(isOpen) ||
      blocksOf(this.module, "resource", "aws_vpn_gateway_route_propagation").length > 0
    );
  }
}

export const isTable = (type: string): boolean =>
  ["aws_route_table", "aws_default_route_table"].includes(type);

/** Whether a reference is to what a block declares. */
export const leadsTo = ({ root, steps }: Reference, { labels: [type, name] }: Block): boolean =>
  root === type && steps[0] === name;

/** Where a route goes; undefined where that isn't written out. */
function destinationOf(route: Body): string | undefined {
  for (const name of [
    "cidr_block",
    "destination_cidr_block",
    "ipv6_cidr_block",
    "destination_ipv6_cidr_block",
  ]) {
    const value = valueOf(route, name);
    if (value?.kind === "literal" && value.value !== null && value.value !== "")
      return String(value.value);
  }
  // A prefix list is never everything.
  return ["destination_prefix_list_id", "prefix_list_id"].some((name) => route.attributes.has(name))
    ? "prefix list"
    : undefined;
}

const isGiven = (value: Expression) =>
  !(value.kind === "literal" && (value.value === null || value.value === ""));

const targetOf = (route: Body) =>
  [...route.attributes.values()].find(
    ({ name, value }) => (name === "gateway_id" || name in KIND_OF_TARGET) && isGiven(value),
  );

function kindOf(route: Body): string | undefined {
  const target = targetOf(route);
  if (target === undefined) return undefined;
  if (target.name !== "gateway_id") return KIND_OF_TARGET[target.name];
  if (target.value.kind === "literal")
    return KIND_OF_GATEWAY[String(target.value.value).split("-")[0] ?? ""];
  const [reference] = referencesIn(target.value);
  return reference === undefined ? undefined : KIND_OF_GATEWAY[reference.root];
}
