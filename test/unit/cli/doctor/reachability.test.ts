import type { NatGateway, NetworkAclEntry, Route } from "@aws-sdk/client-ec2";
import { checkAcls } from "../../../../cli/doctor/network/acl";
import { checkReachability } from "../../../../cli/doctor/network/reachability";
import { IGW, NAT, network, table } from "../../../support/subnets";

describe("checkReachability", () => {
  const nat = (more: Partial<NatGateway> = {}): NatGateway => ({
    NatGatewayId: "nat-1",
    SubnetId: "subnet-nat",
    VpcId: "vpc-1",
    State: "available",
    ConnectivityType: "public",
    ...more,
  });
  const behindNat = (nats: NatGateway[] | undefined, itsRoute: Route | undefined = IGW) =>
    checkReachability(network({ a: NAT }, [table("subnet-nat", itsRoute)]), nats)[0]!;

  it("follows a NAT gateway to what is behind it", () => {
    expect(behindNat([nat()])).toMatchObject({
      status: "ok",
      summary:
        "a through nat-1: the NAT gateway is available, and its subnet routes to an internet gateway.",
    });
    expect(behindNat([nat()], { TransitGatewayId: "tgw-1" })).toMatchObject({
      status: "problem",
      summary:
        "a through nat-1: the NAT gateway is in subnet-nat, whose default route (transit-gateway) does not go to an internet gateway.",
    });
    expect(behindNat([nat({ State: "failed" })])).toMatchObject({
      status: "problem",
      summary: "a through nat-1: the NAT gateway is failed.",
    });
    expect(behindNat([])).toMatchObject({
      summary: "a through nat-1: the NAT gateway does not exist.",
    });
    expect(behindNat([nat({ ConnectivityType: "private" })])).toMatchObject({ status: "warning" });
    expect(behindNat([nat({ SubnetId: undefined })])).toMatchObject({ status: "ok" });
    expect(behindNat(undefined)).toMatchObject({ status: "unknown" });
  });

  it("finds a route that leads nowhere", () => {
    expect(checkReachability(network({ a: { ...NAT, State: "blackhole" } }), [])).toEqual([
      expect.objectContaining({
        status: "problem",
        summary: "a: the default route is a blackhole: nat-1 was deleted or detached.",
        fix: "Change the default route of rtb-a to a target that exists.",
      }),
    ]);
  });

  it("says what it can't see, once for each target", () => {
    const tgw = { TransitGatewayId: "tgw-1" };
    expect(checkReachability(network({ a: tgw, b: tgw }), [])).toEqual([
      expect.objectContaining({
        status: "unknown",
        summary:
          "a, b through tgw-1: the transit gateway's route table must lead to the internet. The doctor can't check that.",
      }),
    ]);
  });

  it("warns where only IPv6 leads out", () => {
    const six: Route = {
      DestinationCidrBlock: undefined,
      DestinationIpv6CidrBlock: "::/0",
      EgressOnlyInternetGatewayId: "eigw-1",
    };
    expect(
      checkReachability(network({ a: six }), []).map(({ id, status }) => [id, status]),
    ).toEqual([["network.ipv4", "warning"]]);
  });

  it("has nothing to say of a subnet without a default route", () => {
    expect(checkReachability(network({ a: undefined }), [])).toEqual([]);
  });
});

describe("checkAcls", () => {
  const rule = (
    number: number,
    egress: boolean,
    action: "allow" | "deny",
    more: Partial<NetworkAclEntry> = {},
  ): NetworkAclEntry => ({
    RuleNumber: number,
    Egress: egress,
    RuleAction: action,
    Protocol: "-1",
    CidrBlock: "0.0.0.0/0",
    ...more,
  });
  const tcp = (from: number, to: number) => ({ Protocol: "6", PortRange: { From: from, To: to } });
  const denyAll = [rule(32767, true, "deny"), rule(32767, false, "deny")];
  const open = [rule(100, true, "allow"), rule(100, false, "allow")];
  const check = (entries: NetworkAclEntry[]) =>
    checkAcls(
      [
        {
          NetworkAclId: "acl-1",
          Associations: [{ SubnetId: "a" }],
          Entries: [...entries, ...denyAll],
        },
      ],
      ["a"],
    ).map(({ status, summary }) => [status, summary]);
  const fine = [["ok", "The network ACLs allow outgoing calls on port 443, and their responses."]];

  it("takes the open one, and one that opens what is needed", () => {
    expect(check(open)).toEqual(fine);
    expect(
      check([rule(100, true, "allow", tcp(443, 443)), rule(100, false, "allow", tcp(1024, 65535))]),
    ).toEqual(fine);
  });

  it("finds what is denied, by the rule that comes first", () => {
    expect(check([...open, rule(90, true, "deny", tcp(443, 443))])).toEqual([
      ["problem", "The network ACL acl-1 (a) denies outgoing TCP 443."],
    ]);
    expect(check([...open, rule(110, true, "deny", tcp(443, 443))])).toEqual(fine);
    expect(
      check([
        ...open,
        rule(90, true, "deny", { Protocol: "17", PortRange: { From: 443, To: 443 } }),
      ]),
    ).toEqual(fine);
  });

  it("wants every port that answers come to", () => {
    const answers = "problem";
    expect(check([rule(100, true, "allow"), rule(100, false, "allow", tcp(443, 443))])[0]).toEqual([
      answers,
      "The network ACL acl-1 (a) denies incoming TCP 32768-60999, which responses need.",
    ]);
    expect(
      check([rule(100, true, "allow"), rule(100, false, "allow", tcp(1024, 50000))])[0]![0],
    ).toBe(answers);
    expect(check([...open, rule(90, false, "deny", tcp(40000, 40001))])[0]![0]).toBe(answers);
  });

  it("warns of what is open to some addresses only", () => {
    expect(
      check([rule(100, true, "allow", { CidrBlock: "10.0.0.0/8" }), rule(100, false, "allow")]),
    ).toEqual([
      ["warning", "The network ACL acl-1 (a) allows outgoing TCP 443 for some addresses only."],
    ]);
  });
});
