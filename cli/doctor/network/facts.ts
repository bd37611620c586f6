import type { Route, RouteTable, Subnet } from "@aws-sdk/client-ec2";
import { type Egress, defaultRouteOf, egressOf } from "../../../modules/ecs-connector/egress-kinds";
import type { Aws } from "../../aws/client";
import { AwsFailure } from "../../aws/failure";

/** A subnet, with what its effective route table implies. */
export interface SubnetFacts {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: string;
  /** The availability zone's id, the same in every account. */
  readonly zoneId?: string;
  readonly outpostArn?: string;
  readonly freeAddresses: number;
  readonly mapPublicIp: boolean;
  /** Undefined if the VPC has no route table for it. EC2 never returns that. */
  readonly routeTableId?: string;
  /** Whether it is the VPC's main route table. */
  readonly isMainTable: boolean;
  readonly defaultRoute?: Route;
  readonly egress: Egress;
  /** Why the plan does not see the default route; set only if it sees no other. */
  readonly unseen?: string;
}

/** The subnets, as EC2 describes them. */
export interface NetworkFacts {
  readonly subnets: readonly SubnetFacts[];
  /** The egress of any subnet of their VPCs. */
  readonly egressOf: (subnetId: string, vpcId: string) => Egress;
}

/** Reads the subnets with these ids (those that exist), or all subnets of a VPC. */
export async function readNetwork(
  aws: Aws,
  by: { readonly subnetIds: readonly string[] } | { readonly vpcId: string },
): Promise<NetworkFacts> {
  // A filter, as in the module: with SubnetIds, EC2 reports only the first id that does not exist.
  const filter =
    "vpcId" in by
      ? { Name: "vpc-id", Values: [by.vpcId] }
      : { Name: "subnet-id", Values: [...by.subnetIds] };
  const subnets = await aws.all(
    "ec2:DescribeSubnets",
    { Filters: [filter] },
    ({ Subnets }) => Subnets,
  );
  const vpcIds = [...new Set(subnets.map(({ VpcId }) => VpcId!))];
  const tables =
    vpcIds.length === 0
      ? []
      : await aws.all(
          "ec2:DescribeRouteTables",
          { Filters: [{ Name: "vpc-id", Values: vpcIds }] },
          ({ RouteTables }) => RouteTables,
        );
  return networkFacts(subnets, tables, await defaultLists(aws, tables));
}

/**
 * The prefix lists in the route tables that contain 0.0.0.0/0 or ::/0. A list that can't be read counts as one that
 * doesn't.
 */
async function defaultLists(aws: Aws, tables: readonly RouteTable[]): Promise<Set<string>> {
  const lists = new Set(
    tables
      .flatMap(({ Routes = [] }) => Routes)
      // A gateway endpoint's prefix list contains a service's addresses.
      .filter(({ GatewayId = "" }) => !GatewayId.startsWith("vpce-"))
      .flatMap(({ DestinationPrefixListId: id }) => (id === undefined ? [] : [id])),
  );
  const found = new Set<string>();
  for (const PrefixListId of lists) {
    const entries = await aws
      .all("ec2:GetManagedPrefixListEntries", { PrefixListId }, ({ Entries }) => Entries)
      .catch((error: unknown) => {
        if (error instanceof AwsFailure) return [];
        throw error;
      });
    if (entries.some(({ Cidr }) => Cidr === "0.0.0.0/0" || Cidr === "::/0"))
      found.add(PrefixListId);
  }
  return found;
}

/**
 * Derives the facts from EC2's data.
 *
 * @param lists ids of prefix lists that contain 0.0.0.0/0 or ::/0
 */
export function networkFacts(
  subnets: readonly Subnet[],
  tables: readonly RouteTable[],
  lists: ReadonlySet<string> = new Set(),
): NetworkFacts {
  return {
    subnets: subnets
      .map((subnet) => subnetFacts(subnet, tables, lists))
      .sort((a, b) => a.zone.localeCompare(b.zone) || a.id.localeCompare(b.id)),
    egressOf: (subnetId, vpcId) =>
      egressOf(defaultRouteOf(seenRoutes(effectiveTable(subnetId, vpcId, tables).table))),
  };
}

/**
 * Origin of routes that a VPN or Direct Connect propagates. The provider's data source omits them, so the plan does
 * too.
 */
const PROPAGATED = "EnableVgwRoutePropagation";

/**
 * The routes that the plan sees.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/ec2/vpc_route_table_data_source.go
 */
const seenRoutes = (table: RouteTable | undefined): Route[] =>
  (table?.Routes ?? []).filter(({ Origin }) => Origin !== PROPAGATED);

/** Why the plan does not see the default route; undefined if there is no such route. */
function unseenRoute(
  table: RouteTable | undefined,
  lists: ReadonlySet<string>,
): string | undefined {
  const routes = table?.Routes ?? [];
  const propagated = defaultRouteOf(routes.filter(({ Origin }) => Origin === PROPAGATED));
  if (propagated !== undefined)
    return `its default route is propagated by ${propagated.GatewayId ?? "a gateway"}, and Terraform's data source omits propagated routes`;
  const listed = routes.find(
    ({ DestinationPrefixListId: id }) => id !== undefined && lists.has(id),
  );
  return (
    listed &&
    `its default route is a prefix list, ${listed.DestinationPrefixListId}, and Terraform's data source does not show its entries`
  );
}

function subnetFacts(
  subnet: Subnet,
  tables: readonly RouteTable[],
  lists: ReadonlySet<string>,
): SubnetFacts {
  const { table, isMain } = effectiveTable(subnet.SubnetId!, subnet.VpcId!, tables);
  const defaultRoute = defaultRouteOf(seenRoutes(table));
  return {
    id: subnet.SubnetId!,
    vpcId: subnet.VpcId!,
    zone: subnet.AvailabilityZone ?? "",
    zoneId: subnet.AvailabilityZoneId,
    outpostArn: subnet.OutpostArn,
    freeAddresses: subnet.AvailableIpAddressCount ?? 0,
    mapPublicIp: subnet.MapPublicIpOnLaunch ?? false,
    routeTableId: table?.RouteTableId,
    isMainTable: isMain,
    defaultRoute,
    egress: egressOf(defaultRoute),
    unseen: defaultRoute === undefined ? unseenRoute(table, lists) : undefined,
  };
}

/**
 * The table that a subnet is associated with, else its VPC's main one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
function effectiveTable(
  subnetId: string,
  vpcId: string,
  tables: readonly RouteTable[],
): { table: RouteTable | undefined; isMain: boolean } {
  const own = tables.find(({ Associations }) =>
    Associations?.some(({ SubnetId }) => SubnetId === subnetId),
  );
  if (own !== undefined) return { table: own, isMain: false };
  const main = tables.find(
    ({ VpcId, Associations }) => VpcId === vpcId && Associations?.some(({ Main }) => Main === true),
  );
  return { table: main, isMain: true };
}
