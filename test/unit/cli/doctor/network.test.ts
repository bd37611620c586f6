import type { Route, Subnet } from "@aws-sdk/client-ec2";
import { networkFacts } from "../../../../cli/doctor/network/facts";
import { checkFargate } from "../../../../cli/doctor/network/fargate";
import { checkSubnets } from "../../../../cli/doctor/network/subnets";
import { assignPublicIp, candidates } from "../../../../cli/doctor/network/verdict";
import { IGW, NAT, network, subnet, table } from "../../../support/subnets";

const caller = { accountId: "123456789012", partition: "aws", region: "us-east-1", arn: "arn" };

describe("networkFacts", () => {
  it("takes a subnet's own table before the main one", () => {
    const facts = networkFacts(
      [subnet("subnet-own"), subnet("subnet-main")],
      [table("main", NAT), table("subnet-own", IGW)],
    );
    expect(
      facts.subnets.map(({ id, routeTableId, isMainTable, egress }) => [
        id,
        routeTableId,
        isMainTable,
        egress.kind,
      ]),
    ).toEqual([
      ["subnet-main", "rtb-main", true, "nat-gateway"],
      ["subnet-own", "rtb-subnet-own", false, "internet-gateway"],
    ]);
  });
});

describe("assignPublicIp", () => {
  const verdict = (routes: Parameters<typeof network>[0], wanted?: boolean | null) =>
    assignPublicIp(network(routes).subnets, wanted);

  it("is true behind an internet gateway, false behind anything else", () => {
    expect(verdict({ a: IGW, b: IGW })).toMatchObject({
      status: "ok",
      summary: "assignPublicIp will be true: every default route goes to an internet gateway.",
      data: { assignPublicIp: true, derived: true },
    });
    expect(verdict({ a: NAT, b: { TransitGatewayId: "tgw-1" } }, null)).toMatchObject({
      status: "ok",
      summary: "assignPublicIp will be false: no default route goes to an internet gateway.",
      data: { assignPublicIp: false, egress: { a: "nat-gateway", b: "transit-gateway" } },
    });
  });

  it("says that the plan fails without a default route, and where both kinds meet", () => {
    expect(verdict({ a: undefined, b: NAT })).toEqual({
      id: "network.assignPublicIp",
      status: "problem",
      summary:
        "The plan will fail: a has no default route, so the connector can reach neither Apono nor its image registry.",
      fix: "Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), choose other subnets, or set assignPublicIp = false if there is a way out that Terraform doesn't see, such as a route that a VPN gateway propagates.",
      data: { assignPublicIp: null, derived: true, egress: { a: "none", b: "nat-gateway" } },
    });
    expect(verdict({ a: IGW, b: NAT, c: NAT })).toMatchObject({
      status: "problem",
      summary:
        "The plan will fail: the default route of a goes to an internet gateway, where a task needs a public IP address, and that of b, c does not.",
      fix: "Use subnets of one kind, or set assignPublicIp yourself.",
    });
  });

  it("lets an explicit value win, and warns of a contradiction", () => {
    expect(verdict({ a: NAT }, false)).toMatchObject({ status: "ok", data: { derived: false } });
    expect(verdict({ a: undefined }, false)).toMatchObject({ status: "ok" });
    expect(verdict({ a: NAT, b: undefined }, true)).toMatchObject({
      status: "warning",
      summary:
        "assignPublicIp is true, but the default route of a (nat-gateway), b (none) does not go to an internet gateway: a public IP address has no effect there.",
    });
    expect(verdict({ a: IGW, b: NAT }, false)).toMatchObject({
      status: "warning",
      summary:
        "assignPublicIp is false, but the default route of a goes to an internet gateway, which needs public IP addresses: tasks there can't pull the connector's image.",
    });
  });
});

describe("candidates", () => {
  const proposed = (routes: Parameters<typeof network>[0]) =>
    candidates(network(routes).subnets, "vpc-1");

  it("proposes what is behind a NAT gateway first", () => {
    const all = { a: IGW, b: NAT, c: { TransitGatewayId: "tgw-1" }, d: undefined };
    expect(proposed(all)).toMatchObject({
      status: "ok",
      summary: "vpc-1 has 4 subnets: 2 private with a route to the internet, 1 public.",
      fix: `export TF_VAR_subnetIds='["b"]'`,
    });
    expect(proposed({ ...all, b: undefined }).fix).toBe(`export TF_VAR_subnetIds='["c"]'`);
    expect(proposed({ a: IGW, b: { VpcPeeringConnectionId: "pcx-1" } }).fix).toBe(
      `export TF_VAR_subnetIds='["a"]'`,
    );
  });

  it("proposes none where none leads out", () => {
    const dead: Route = { ...NAT, State: "blackhole" };
    expect(proposed({ a: undefined, b: dead })).toMatchObject({
      status: "problem",
      data: { private: [], public: [], proposed: [] },
    });
  });
});

describe("checkSubnets", () => {
  const found = (
    subnets: Subnet[],
    requirements: Partial<Parameters<typeof checkSubnets>[1]> = {},
  ) =>
    checkSubnets(
      networkFacts(subnets, []),
      {
        subnetIds: subnets.map(({ SubnetId }) => SubnetId!),
        numberOfInstances: 1,
        ...requirements,
      },
      caller,
    );
  const one = (id: string, ...args: Parameters<typeof found>) =>
    found(...args).find((each) => each.id === id);

  it("names what does not exist", () => {
    expect(found([], { subnetIds: ["subnet-1", "subnet-2"] })).toEqual([
      expect.objectContaining({
        id: "network.subnets",
        status: "problem",
        summary: "Not found in account 123456789012, region us-east-1: subnet-1, subnet-2.",
      }),
    ]);
  });

  it("wants one VPC, and the one that is given", () => {
    const two = [subnet("a"), subnet("b", { VpcId: "vpc-2" })];
    expect(one("network.vpc", two)).toMatchObject({
      status: "problem",
      summary: "The first subnet is in vpc-1, but not b (vpc-2).",
    });
    expect(one("network.vpc", [subnet("a")], { vpcId: "vpc-3" })).toMatchObject({
      status: "problem",
      summary: "vpcId: vpc-3 does not own a (vpc-1).",
    });
    expect(one("network.vpc", [subnet("a")], { vpcId: "vpc-1" })).toMatchObject({ status: "ok" });
  });

  it.each([
    [[0], 1, "problem", "Too few free addresses: 0. Each of 1 task needs one."],
    [
      [1],
      1,
      "warning",
      "Few free addresses: 1. A deployment of 1 task needs up to 2, because new tasks start beside the old ones.",
    ],
    [[0, 9], 1, "warning", "No free addresses in s0: tasks placed there don't start."],
    [[2], 3, "problem", "Too few free addresses: 2. Each of 3 tasks needs one."],
    [[2], 1, "ok", "Free addresses: 2. A deployment needs up to 2."],
  ])("counts free addresses: %j for %i", (free, numberOfInstances, status, summary) => {
    const subnets = free.map((AvailableIpAddressCount, index) =>
      subnet(`s${index}`, { AvailableIpAddressCount }),
    );
    expect(one("network.addresses", subnets, { numberOfInstances })).toMatchObject({
      status,
      summary,
    });
  });

  it("wants two zones for several instances only", () => {
    expect(one("network.zones", [subnet("a")])).toMatchObject({ status: "ok" });
    expect(one("network.zones", [subnet("a")], { numberOfInstances: 2 })).toMatchObject({
      status: "warning",
      summary: "All 2 instances would run in one availability zone, us-east-1a.",
    });
    const two = [subnet("a"), subnet("b", { AvailabilityZone: "us-east-1b" })];
    expect(one("network.zones", two, { numberOfInstances: 2 })).toMatchObject({ status: "ok" });
  });
});

describe("what the plan does not see", () => {
  const gateway = { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "vgw-1" };
  const verdict = (routes: Route[], lists: ReadonlySet<string> = new Set()) => {
    const own = { ...table("a"), Routes: routes };
    return assignPublicIp(networkFacts([subnet("a")], [own], lists).subnets, undefined);
  };

  it("is a default route that a VPN propagates: the provider's data source leaves it out", () => {
    expect(verdict([{ ...gateway, Origin: "EnableVgwRoutePropagation" }])).toMatchObject({
      status: "problem",
      summary: "The plan will fail: it does not see the default route of a.",
      detail: [
        "a: its default route is propagated by vgw-1, and Terraform's data source omits propagated routes.",
      ],
      fix: expect.stringContaining("assignPublicIp=false") as string,
    });
    expect(verdict([{ ...gateway, Origin: "CreateRoute" }]).status).toBe("ok");
  });

  it("is one to a prefix list that holds everything", () => {
    const route = { DestinationPrefixListId: "pl-1", TransitGatewayId: "tgw-1" };
    expect(verdict([route], new Set(["pl-1"]))).toMatchObject({
      status: "problem",
      detail: [
        "a: its default route is a prefix list, pl-1, and Terraform's data source does not show its entries.",
      ],
    });
    expect(verdict([route]).detail).toBeUndefined();
  });
});

describe("checkFargate", () => {
  const facts = (more: Partial<Subnet>) => networkFacts([subnet("a", more)], []).subnets;
  const LOCAL = [{ ZoneId: "usw2-lax1-az1", ZoneType: "local-zone" }];

  it.each<[string, Partial<Subnet>, string | undefined]>([
    ["us-west-1", { AvailabilityZoneId: "usw1-az1" }, undefined],
    ["us-west-1", { AvailabilityZoneId: "usw1-az2" }, "usw1-az2, not one of usw1-az1, usw1-az3"],
    ["ap-northeast-1", { AvailabilityZoneId: "apne1-az3" }, "apne1-az3, not one of"],
    ["cn-north-1", { AvailabilityZoneId: "cnn1-az4" }, "cnn1-az4, not one of cnn1-az1, cnn1-az2"],
    ["us-west-2", { AvailabilityZoneId: "usw2-az4" }, undefined],
    ["us-west-2", { AvailabilityZoneId: "usw2-lax1-az1" }, "a Local Zone (usw2-lax1-az1)"],
    ["us-west-2", { OutpostArn: "arn:aws:outposts:x" }, "the Outpost arn:aws:outposts:x"],
  ])("%s %j", (region, more, where) => {
    const found = checkFargate(facts(more), region, LOCAL);
    if (where === undefined) return expect(found).toEqual([]);
    expect(found).toMatchObject([
      {
        status: "warning",
        summary: expect.stringContaining(`a is in ${where}`) as string,
        detail: [expect.stringMatching(/^Source: https:\S+, as of 20\d\d-\d\d-\d\d\.$/)],
      },
    ]);
  });
});
