import type { Route, RouteTable, Subnet } from "@aws-sdk/client-ec2";
import { networkFacts } from "../../cli/doctor/network/facts";

/** A subnet as EC2 tells it. */
export const subnet = (id: string, more: Partial<Subnet> = {}): Subnet => ({
  SubnetId: id,
  VpcId: "vpc-1",
  AvailabilityZone: "us-east-1a",
  AvailableIpAddressCount: 100,
  ...more,
});

/** A route table of its own for a subnet, or the main one of the VPC. */
export const table = (of: string, route?: Route): RouteTable => ({
  RouteTableId: `rtb-${of}`,
  VpcId: "vpc-1",
  Associations: [of === "main" ? { Main: true } : { Main: false, SubnetId: of }],
  Routes: [
    { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local" },
    ...(route === undefined
      ? []
      : [{ DestinationCidrBlock: "0.0.0.0/0", State: "active" as const, ...route }]),
  ],
});

/** Subnets by their default routes. */
export const network = (
  routes: Readonly<Record<string, Route | undefined>>,
  others: RouteTable[] = [],
) =>
  networkFacts(
    Object.keys(routes).map((id) => subnet(id)),
    [...Object.entries(routes).map(([id, route]) => table(id, route)), ...others],
  );

export const IGW = { GatewayId: "igw-1" };
export const NAT = { NatGatewayId: "nat-1" };
