import {
  AllocateAddressCommand,
  AttachInternetGatewayCommand,
  AttachVpnGatewayCommand,
  CreateCarrierGatewayCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnGatewayCommand,
  DescribeInternetGatewaysCommand,
  AcceptVpcPeeringConnectionCommand,
  type CreateRouteCommandInput,
  type EC2Client,
} from "@aws-sdk/client-ec2";

/**
 * What a default route can go to.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export const ROUTE_KINDS = [
  "internet-gateway",
  "nat-gateway",
  "transit-gateway",
  "network-interface",
  "vpc-endpoint",
  "virtual-private-gateway",
  "core-network",
  "vpc-peering",
  "local-gateway",
  "carrier-gateway",
  "egress-only-gateway",
  "none",
] as const;

export type RouteKind = (typeof ROUTE_KINDS)[number];

/** Kinds that the emulator's CreateRoute does not have, and why. */
export const UNSUPPORTED_ROUTE_KINDS: Readonly<Partial<Record<RouteKind, string>>> = {
  "core-network":
    "moto's CreateRoute does not read CoreNetworkArn: it answers success and keeps a route without a target.",
  "local-gateway":
    "moto's CreateRoute does not read LocalGatewayId: it answers success and keeps a route without a target, and there is no Outpost to have a local gateway.",
};

/** The arguments of CreateRoute that name the target. */
export interface RouteTarget {
  readonly id: string;
  readonly route: Partial<CreateRouteCommandInput>;
}

interface Place {
  readonly ec2: EC2Client;
  readonly vpcId: string;
  /** Makes a subnet for a target that needs one of its own. */
  readonly subnetId: () => Promise<string>;
}

type TargetMaker = (place: Place) => Promise<RouteTarget>;

/** Makes what a default route goes to. */
export async function makeRouteTarget(
  kind: Exclude<RouteKind, "none">,
  place: Place,
): Promise<RouteTarget> {
  const cause = UNSUPPORTED_ROUTE_KINDS[kind];
  const make = MAKERS[kind];
  if (make === undefined) {
    throw new Error(`The emulator has no route of kind ${kind}: ${cause ?? "not written yet"}`);
  }
  return make(place);
}

const MAKERS: Readonly<Partial<Record<RouteKind, TargetMaker>>> = {
  "internet-gateway": async ({ ec2, vpcId }) => {
    const id = await internetGateway(ec2, vpcId);
    return { id, route: { GatewayId: id } };
  },

  "nat-gateway": async ({ ec2, vpcId, subnetId }) => {
    await internetGateway(ec2, vpcId);
    const address = await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
    const { NatGateway: made } = await ec2.send(
      new CreateNatGatewayCommand({
        SubnetId: await subnetId(),
        AllocationId: address.AllocationId,
      }),
    );
    const id = idOf(made?.NatGatewayId);
    return { id, route: { NatGatewayId: id } };
  },

  "transit-gateway": async ({ ec2, vpcId, subnetId }) => {
    const { TransitGateway: made } = await ec2.send(new CreateTransitGatewayCommand({}));
    const id = idOf(made?.TransitGatewayId);
    await ec2.send(
      new CreateTransitGatewayVpcAttachmentCommand({
        TransitGatewayId: id,
        VpcId: vpcId,
        SubnetIds: [await subnetId()],
      }),
    );
    return { id, route: { TransitGatewayId: id } };
  },

  "network-interface": async ({ ec2, subnetId }) => {
    const { NetworkInterface: made } = await ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId: await subnetId() }),
    );
    const id = idOf(made?.NetworkInterfaceId);
    return { id, route: { NetworkInterfaceId: id } };
  },

  "vpc-endpoint": async ({ ec2, vpcId, subnetId }) => {
    const { VpcEndpoint: made } = await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId: vpcId,
        VpcEndpointType: "GatewayLoadBalancer",
        ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000001",
        SubnetIds: [await subnetId()],
      }),
    );
    const id = idOf(made?.VpcEndpointId);
    return { id, route: { VpcEndpointId: id } };
  },

  "virtual-private-gateway": async ({ ec2, vpcId }) => {
    const { VpnGateway: made } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
    const id = idOf(made?.VpnGatewayId);
    await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId: id, VpcId: vpcId }));
    return { id, route: { GatewayId: id } };
  },

  "vpc-peering": async ({ ec2, vpcId }) => {
    const { Vpc: peer } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
    const { VpcPeeringConnection: made } = await ec2.send(
      new CreateVpcPeeringConnectionCommand({ VpcId: vpcId, PeerVpcId: peer?.VpcId }),
    );
    const id = idOf(made?.VpcPeeringConnectionId);
    await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }));
    return { id, route: { VpcPeeringConnectionId: id } };
  },

  "carrier-gateway": async ({ ec2, vpcId }) => {
    const { CarrierGateway: made } = await ec2.send(
      new CreateCarrierGatewayCommand({ VpcId: vpcId }),
    );
    const id = idOf(made?.CarrierGatewayId);
    return { id, route: { CarrierGatewayId: id } };
  },

  "egress-only-gateway": async ({ ec2, vpcId }) => {
    const { EgressOnlyInternetGateway: made } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({ VpcId: vpcId }),
    );
    const id = idOf(made?.EgressOnlyInternetGatewayId);
    return { id, route: { EgressOnlyInternetGatewayId: id } };
  },
};

/** A VPC has one internet gateway at most: that one, or a new one. */
async function internetGateway(ec2: EC2Client, vpcId: string): Promise<string> {
  const { InternetGateways: attached } = await ec2.send(
    new DescribeInternetGatewaysCommand({
      Filters: [{ Name: "attachment.vpc-id", Values: [vpcId] }],
    }),
  );
  const existing = attached?.[0]?.InternetGatewayId;
  if (existing !== undefined) return existing;
  const { InternetGateway: made } = await ec2.send(new CreateInternetGatewayCommand({}));
  const id = idOf(made?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpcId }));
  return id;
}

function idOf(id: string | undefined): string {
  if (id === undefined) throw new Error("The emulator answered without the id of what it made.");
  return id;
}
