import {
  EGRESS_KINDS,
  type EgressRoute,
  defaultRouteOf,
  egressOf,
} from "../../../../modules/ecs-connector/egress-kinds";
import { ROUTE_KINDS } from "../../../kit/network";

const all: EgressRoute = { DestinationCidrBlock: "0.0.0.0/0" };

describe("egressOf", () => {
  it.each<[string, EgressRoute, string]>([
    ["internet-gateway", { GatewayId: "igw-1" }, "igw-1"],
    ["nat-gateway", { NatGatewayId: "nat-1" }, "nat-1"],
    ["transit-gateway", { TransitGatewayId: "tgw-1" }, "tgw-1"],
    ["vpc-endpoint", { GatewayId: "vpce-1" }, "vpce-1"],
    ["virtual-private-gateway", { GatewayId: "vgw-1" }, "vgw-1"],
    ["core-network", { CoreNetworkArn: "arn:aws:networkmanager::1:core-network/c-1" }, "arn:aws:"],
    ["vpc-peering", { VpcPeeringConnectionId: "pcx-1" }, "pcx-1"],
    ["local-gateway", { LocalGatewayId: "lgw-1" }, "lgw-1"],
    ["local-gateway", { GatewayId: "lgw-1" }, "lgw-1"],
    ["carrier-gateway", { CarrierGatewayId: "cagw-1" }, "cagw-1"],
    ["egress-only-gateway", { EgressOnlyInternetGatewayId: "eigw-1" }, "eigw-1"],
    ["network-interface", { NetworkInterfaceId: "eni-1" }, "eni-1"],
    // A NAT instance: EC2 names the instance and its interface.
    ["network-interface", { InstanceId: "i-1", NetworkInterfaceId: "eni-1" }, "eni-1"],
    ["network-interface", { InstanceId: "i-1" }, "i-1"],
  ])("knows %s by %j", (kind, route, target) => {
    const egress = egressOf({ ...all, ...route });
    expect(egress).toMatchObject({ kind, publicIp: kind === "internet-gateway" });
    expect(egress.target).toContain(target);
  });

  it("knows every kind that a default route can have", () => {
    expect(EGRESS_KINDS.map(({ name }) => name).sort()).toEqual(
      ROUTE_KINDS.filter((kind) => kind !== "none").sort(),
    );
  });

  it("takes what is new for private, and no route for none", () => {
    expect(egressOf({ ...all, GatewayId: "new-1" })).toEqual({ kind: "other", publicIp: false });
    expect(egressOf({ ...all, NatGatewayId: "" })).toEqual({ kind: "other", publicIp: false });
    expect(egressOf(undefined)).toEqual({ kind: "none", publicIp: false });
  });
});

describe("a default route of IPv6", () => {
  const six = { DestinationIpv6CidrBlock: "::/0" };

  it.each([{ GatewayId: "igw-1" }, { EgressOnlyInternetGatewayId: "eigw-1" }, {}])(
    "asks for no public IPv4 address, whatever it goes to: %j",
    (route) => {
      expect(egressOf({ ...six, ...route })).toMatchObject({ kind: "ipv6-only", publicIp: false });
    },
  );
});

describe("defaultRouteOf", () => {
  const six = { DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: "eigw-1" };
  const four = { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" };

  it("prefers IPv4's, wherever it stands", () => {
    expect(defaultRouteOf([six, four])).toBe(four);
    expect(defaultRouteOf([six])).toBe(six);
  });

  it("finds none among narrower routes", () => {
    expect(defaultRouteOf([{ DestinationCidrBlock: "10.0.0.0/8", NatGatewayId: "nat-1" }])).toBe(
      undefined,
    );
  });
});
