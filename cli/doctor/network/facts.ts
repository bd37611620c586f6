import type { Route, RouteTable, Subnet } from "@aws-sdk/client-ec2";
import { type Egress, defaultRouteOf, egressOf } from "../../../modules/ecs-connector/egress-kinds";
import type { Aws } from "../aws/aws";

/** A subnet with all that follows from its effective route table. */
export interface SubnetFacts {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly freeAddresses: number;
  readonly mapPublicIp: boolean;
  /** Undefined where no route table of the VPC counts for it, which EC2 does not do. */
  readonly routeTableId?: string;
  /** Whether the table is the VPC's main one, and not the subnet's own. */
  readonly isMainTable: boolean;
  readonly defaultRoute?: Route;
  readonly egress: Egress;
}

/** What EC2 says of subnets. */
export interface NetworkFacts {
  readonly subnets: readonly SubnetFacts[];
  /** The egress of any subnet of their VPCs. */
  readonly egressOf: (subnetId: string, vpcId: string) => Egress;
}

/** The subnets with these ids, as far as they exist, or all of a VPC. */
export async function readNetwork(
  aws: Aws,
  by: { readonly subnetIds: readonly string[] } | { readonly vpcId: string },
): Promise<NetworkFacts> {
  // By filter, as the module does it: asking for an id that does not exist ends in an error that names one only.
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
  return networkFacts(subnets, tables);
}

/** The same from what EC2 answered. */
export function networkFacts(
  subnets: readonly Subnet[],
  tables: readonly RouteTable[],
): NetworkFacts {
  return {
    subnets: subnets
      .map((subnet) => subnetFacts(subnet, tables))
      .sort((a, b) => a.zone.localeCompare(b.zone) || a.id.localeCompare(b.id)),
    egressOf: (subnetId, vpcId) =>
      egressOf(defaultRouteOf(effectiveTable(subnetId, vpcId, tables).table?.Routes ?? [])),
  };
}

function subnetFacts(subnet: Subnet, tables: readonly RouteTable[]): SubnetFacts {
  const { table, isMain } = effectiveTable(subnet.SubnetId!, subnet.VpcId!, tables);
  const defaultRoute = defaultRouteOf(table?.Routes ?? []);
  return {
    id: subnet.SubnetId!,
    vpcId: subnet.VpcId!,
    zone: subnet.AvailabilityZone ?? "",
    freeAddresses: subnet.AvailableIpAddressCount ?? 0,
    mapPublicIp: subnet.MapPublicIpOnLaunch ?? false,
    routeTableId: table?.RouteTableId,
    isMainTable: isMain,
    defaultRoute,
    egress: egressOf(defaultRoute),
  };
}

/** The table that a subnet is associated with, else its VPC's main one. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
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
