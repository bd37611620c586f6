import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { makeRouteTarget, type RouteKind } from "./route-targets";
import { EMULATOR_REGION, clientConfig } from "./aws-emulator";

export { ROUTE_KINDS, UNSUPPORTED_ROUTE_KINDS, type RouteKind } from "./route-targets";

export interface Vpc {
  readonly vpcId: string;
  readonly mainRouteTableId: string;
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  /** The table that counts for this subnet. */
  readonly routeTableId: string;
  /** What the default route goes to; undefined without one. */
  readonly targetId?: string;
}

export interface SubnetOptions {
  /** What the default route goes to. @default "none" */
  readonly route?: RouteKind;
  /** A table of its own, associated explicitly; else the VPC's main table. @default true */
  readonly explicit?: boolean;
  /** The default route's family: 0.0.0.0/0 or ::/0. @default "ipv4" */
  readonly family?: "ipv4" | "ipv6";
  /** @default - the region's first zone */
  readonly availabilityZone?: string;
}

/** How many subnets each VPC has, for addresses that do not overlap. */
const subnetCounts = new Map<string, number>();

/** An EC2 client for an endpoint such as the emulator's. */
export function ec2Client(endpoint: string): EC2Client {
  return new EC2Client(clientConfig(endpoint));
}

/** Makes a VPC (10.0.0.0/16 and an IPv6 block) whose main route table has local routes only. */
export async function makeVpc(ec2: EC2Client): Promise<Vpc> {
  const { Vpc: vpc } = await ec2.send(
    new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", AmazonProvidedIpv6CidrBlock: true }),
  );
  const vpcId = required(vpc?.VpcId, "CreateVpc", "VpcId");
  const { RouteTables: tables } = await ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [
        { Name: "vpc-id", Values: [vpcId] },
        { Name: "association.main", Values: ["true"] },
      ],
    }),
  );
  return {
    vpcId,
    mainRouteTableId: required(tables?.[0]?.RouteTableId, "DescribeRouteTables", "RouteTableId"),
  };
}

/**
 * Makes a /24 subnet in a VPC, with what its default route goes to. With `explicit: false` the route
 * goes into the VPC's main table, where there can be one of each family.
 *
 * @throws Error for a kind that the emulator does not have (see `UNSUPPORTED_ROUTE_KINDS`).
 */
export async function makeSubnet(
  ec2: EC2Client,
  vpc: Vpc,
  options: SubnetOptions = {},
): Promise<Subnet> {
  const { route = "none", explicit = true, family = "ipv4" } = options;
  const { vpcId } = vpc;
  const subnetId = await createSubnet(ec2, vpcId, options.availabilityZone);
  const routeTableId = explicit
    ? await createRouteTable(ec2, vpcId, subnetId)
    : vpc.mainRouteTableId;
  if (route === "none") return { subnetId, vpcId, routeTableId };

  const target = await makeRouteTarget(route, {
    ec2,
    vpcId,
    subnetId: () => createSubnet(ec2, vpcId),
  });
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: routeTableId,
      ...(family === "ipv4"
        ? { DestinationCidrBlock: "0.0.0.0/0" }
        : { DestinationIpv6CidrBlock: "::/0" }),
      ...target.route,
    }),
  );
  return { subnetId, vpcId, routeTableId, targetId: target.id };
}

async function createSubnet(ec2: EC2Client, vpcId: string, zone?: string): Promise<string> {
  const number = subnetCounts.get(vpcId) ?? 0;
  subnetCounts.set(vpcId, number + 1);
  const { Subnet: subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId: vpcId,
      CidrBlock: `10.0.${number}.0/24`,
      AvailabilityZone: zone ?? `${EMULATOR_REGION}a`,
    }),
  );
  return required(subnet?.SubnetId, "CreateSubnet", "SubnetId");
}

async function createRouteTable(ec2: EC2Client, vpcId: string, subnetId: string): Promise<string> {
  const { RouteTable: table } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }));
  const routeTableId = required(table?.RouteTableId, "CreateRouteTable", "RouteTableId");
  await ec2.send(
    new AssociateRouteTableCommand({ RouteTableId: routeTableId, SubnetId: subnetId }),
  );
  return routeTableId;
}

function required(value: string | undefined, call: string, field: string): string {
  if (value === undefined) throw new Error(`${call} answered without ${field}.`);
  return value;
}
