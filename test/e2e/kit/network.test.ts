import { CreateRouteCommand, DescribeRouteTablesCommand } from "@aws-sdk/client-ec2";
import type { CreateRouteCommandInput, EC2Client, Route } from "@aws-sdk/client-ec2";
import { startAwsEmulator, type AwsEmulator } from "../../kit/aws-emulator";
import {
  ec2Client,
  makeSubnet,
  makeVpc,
  ROUTE_KINDS,
  UNSUPPORTED_ROUTE_KINDS,
  type RouteKind,
} from "../../kit/network";
import { cleanUp } from "../../kit/processes";

jest.setTimeout(300_000);

let emulator: AwsEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

const supported = ROUTE_KINDS.filter((kind) => UNSUPPORTED_ROUTE_KINDS[kind] === undefined);

/** Where DescribeRouteTables tells the target of each kind. */
const FIELDS: Readonly<Partial<Record<RouteKind, keyof Route>>> = {
  "internet-gateway": "GatewayId",
  "nat-gateway": "NatGatewayId",
  "transit-gateway": "TransitGatewayId",
  "network-interface": "NetworkInterfaceId",
  "vpc-endpoint": "GatewayId",
  "virtual-private-gateway": "GatewayId",
  "vpc-peering": "VpcPeeringConnectionId",
  "carrier-gateway": "CarrierGatewayId",
  "egress-only-gateway": "EgressOnlyInternetGatewayId",
};

async function table(id: string) {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
  const [found] = RouteTables ?? [];
  const isDefault = (route: Route): boolean =>
    route.DestinationCidrBlock === "0.0.0.0/0" || route.DestinationIpv6CidrBlock === "::/0";
  return {
    associations: found?.Associations ?? [],
    routes: (found?.Routes ?? []).filter(isDefault),
  };
}

describe.each(["ipv4", "ipv6"] as const)("%s", (family) => {
  it.each(supported)("a subnet's own table, default route to %s", async (route) => {
    const subnet = await makeSubnet(ec2, await makeVpc(ec2), { route, family });
    const { associations, routes } = await table(subnet.routeTableId);
    expect(associations.map(({ SubnetId, Main }) => [SubnetId, Main])).toEqual([
      [subnet.subnetId, false],
    ]);
    const field = FIELDS[route];
    expect(routes.map((found) => field && found[field])).toEqual(field ? [subnet.targetId] : []);
    expect(routes[0]?.DestinationIpv6CidrBlock !== undefined).toBe(
      family === "ipv6" && field !== undefined,
    );
  });
});

it.each(supported)("the VPC's main table, default route to %s", async (route) => {
  const vpc = await makeVpc(ec2);
  const subnet = await makeSubnet(ec2, vpc, { route, explicit: false });
  expect(subnet.routeTableId).toBe(vpc.mainRouteTableId);
  const { associations, routes } = await table(subnet.routeTableId);
  expect(associations.map(({ SubnetId, Main }) => [SubnetId, Main])).toEqual([[undefined, true]]);
  const field = FIELDS[route];
  expect(routes.map((found) => field && found[field])).toEqual(field ? [subnet.targetId] : []);
});

it("several subnets of one VPC share its internet gateway", async () => {
  const vpc = await makeVpc(ec2);
  const first = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
  const second = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
  await makeSubnet(ec2, vpc, { route: "nat-gateway" });
  expect(second.targetId).toBe(first.targetId);
  expect(second.subnetId).not.toBe(first.subnetId);
});

// When one of these fails, the emulator has learnt it: take it off the list.
it.each([
  [
    "core-network",
    { CoreNetworkArn: "arn:aws:networkmanager::123456789012:core-network/core-network-1" },
  ],
  ["local-gateway", { LocalGatewayId: "lgw-00000000000000001" }],
] as [RouteKind, Partial<CreateRouteCommandInput>][])(
  "the emulator keeps no target of a route to %s",
  async (kind, target) => {
    const vpc = await makeVpc(ec2);
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: vpc.mainRouteTableId,
        DestinationCidrBlock: "0.0.0.0/0",
        ...target,
      }),
    );
    const { routes } = await table(vpc.mainRouteTableId);
    expect(routes).toEqual([
      { DestinationCidrBlock: "0.0.0.0/0", Origin: "CreateRoute", State: "active" },
    ]);
    await expect(makeSubnet(ec2, vpc, { route: kind })).rejects.toThrow(
      `The emulator has no route of kind ${kind}: ${UNSUPPORTED_ROUTE_KINDS[kind]}`,
    );
  },
);
