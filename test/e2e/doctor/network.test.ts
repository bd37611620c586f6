import {
  CreateNetworkAclEntryCommand,
  CreateVpcEndpointCommand,
  DescribeNetworkAclsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import { withBody } from "../../kit/forwarding";
import {
  ROUTE_KINDS,
  UNSUPPORTED_ROUTE_KINDS,
  type Vpc,
  ec2Client,
  makeSubnet,
  makeVpc,
} from "../../kit/network";
import { diagnose, doctor } from "../../support/doctor";
import { emulatedAccount } from "../../support/emulated-account";

jest.setTimeout(120_000);

let blackhole = false;
/** Shows blackholes, which the emulator's routes never are. */
const account = emulatedAccount({
  rewrite: ({ action }, answer) =>
    blackhole && action === "DescribeRouteTables"
      ? withBody(answer, answer.body.toString().replaceAll("<state>active<", "<state>blackhole<"))
      : undefined,
});

let ec2: EC2Client;
beforeAll(() => (ec2 = ec2Client(account.emulator.endpoint)));
afterAll(() => ec2.destroy());

const KINDS = ROUTE_KINDS.filter((kind) => UNSUPPORTED_ROUTE_KINDS[kind] === undefined);

it.each(KINDS)(
  "sees where a default route to %s goes, and what the plan makes of it",
  async (route) => {
    const vpc = await makeVpc(ec2);
    const { subnetId, routeTableId, targetId } = await makeSubnet(ec2, vpc, { route });
    const { code, one } = await diagnose(account.env, ["--subnet", subnetId]);
    const isPublic = route === "internet-gateway";

    expect(one("network.routes").data["subnets"]).toEqual([
      expect.objectContaining({
        subnetId,
        vpcId: vpc.vpcId,
        routeTableId,
        isMainRouteTable: false,
        target: targetId ?? null,
        kind: route,
        publicIp: route === "none" ? null : isPublic,
      }),
    ]);
    expect(one("network.assignPublicIp")).toMatchObject({
      status: route === "none" ? "problem" : "ok",
      data: { assignPublicIp: route === "none" ? null : isPublic, egress: { [subnetId]: route } },
    });
    // The emulator's NAT gateways are made in a subnet without a route.
    expect(code).toBe(["none", "nat-gateway"].includes(route) ? 1 : 0);
  },
);

it("takes the VPC's main table where a subnet has none of its own, and IPv6 where that is all", async () => {
  const vpc = await makeVpc(ec2);
  const main = await makeSubnet(ec2, vpc, { route: "internet-gateway", explicit: false });
  const six = await makeSubnet(ec2, vpc, { route: "egress-only-gateway", family: "ipv6" });
  const { one, of } = await diagnose(account.env, ["--subnet", main.subnetId, six.subnetId]);
  const subnets = one("network.routes").data["subnets"] as { subnetId: string }[];
  expect(subnets.find(({ subnetId }) => subnetId === main.subnetId)).toMatchObject({
    routeTableId: vpc.mainRouteTableId,
    isMainRouteTable: true,
    defaultRoute: "0.0.0.0/0",
  });
  expect(subnets.find(({ subnetId }) => subnetId === six.subnetId)).toMatchObject({
    kind: "ipv6-only",
    defaultRoute: "::/0",
  });
  expect(one("network.assignPublicIp").status).toBe("problem");
  expect(of("network.ipv4")).toEqual([
    expect.objectContaining({ status: "warning", data: { subnetIds: [six.subnetId] } }),
  ]);
});

it("follows a NAT gateway to the internet gateway behind it", async () => {
  const vpc = await makeVpc(ec2);
  // The NAT gateway's own subnet uses the main table, which leads out from here on.
  await makeSubnet(ec2, vpc, { route: "internet-gateway", explicit: false });
  const { subnetId, targetId } = await makeSubnet(ec2, vpc, { route: "nat-gateway" });
  const { code, one } = await diagnose(account.env, ["--subnet", subnetId]);
  expect(one("network.reachability")).toMatchObject({
    status: "ok",
    summary: `${subnetId} through ${targetId}: the NAT gateway is available, and its subnet routes to an internet gateway.`,
  });
  expect(code).toBe(0);
});

it("finds a default route whose target is gone", async () => {
  const { subnetId, targetId } = await makeSubnet(ec2, await makeVpc(ec2), {
    route: "nat-gateway",
  });
  blackhole = true;
  try {
    const { code, one } = await diagnose(account.env, ["--subnet", subnetId]);
    expect(one("network.reachability")).toMatchObject({
      status: "problem",
      summary: `${subnetId}: the default route is a blackhole: ${targetId} was deleted or detached.`,
    });
    expect(code).toBe(1);
  } finally {
    blackhole = false;
  }
});

describe("the VPC", () => {
  let vpc: Vpc;
  let subnetId: string;

  beforeEach(async () => {
    vpc = await makeVpc(ec2);
    ({ subnetId } = await makeSubnet(ec2, vpc, { route: "transit-gateway" }));
  });

  it("shows all of its subnets where none is chosen", async () => {
    const inward = await makeSubnet(ec2, vpc, { route: "nat-gateway" });
    const { code, one } = await diagnose(account.env, ["--vpc", vpc.vpcId]);
    expect(one("network.candidates")).toMatchObject({
      status: "ok",
      fix: `export TF_VAR_subnetIds='["${inward.subnetId}"]'`,
      data: { private: expect.arrayContaining([subnetId, inward.subnetId]) as unknown, public: [] },
    });
    expect(code).toBe(0);
  });

  it("must exist, and own the subnets", async () => {
    const gone = "vpc-0123456789abcdef0";
    const missing = await diagnose(account.env, ["--vpc", gone]);
    expect(missing.one("network.vpc")).toMatchObject({
      status: "problem",
      summary: `The VPC ${gone} does not exist in account 123456789012, region us-east-1.`,
    });
    expect(missing.one("network.vpc").fix).toContain(vpc.vpcId);

    const stranger = await makeSubnet(ec2, await makeVpc(ec2), { route: "transit-gateway" });
    const { one } = await diagnose(account.env, [
      "--subnet",
      stranger.subnetId,
      "--vpc",
      vpc.vpcId,
    ]);
    expect(one("network.vpc").summary).toBe(
      `vpcId: ${vpc.vpcId} does not own ${stranger.subnetId} (${stranger.vpcId}).`,
    );
  });

  it("lets calls out and answers in, resolves names, and shows its endpoints", async () => {
    const open = await diagnose(account.env, ["--subnet", subnetId]);
    expect(open.one("network.acl").status).toBe("ok");
    expect(open.one("network.dns").status).toBe("ok");
    expect(open.of("network.endpoints")).toEqual([]);

    const { NetworkAcls: acls } = await ec2.send(
      new DescribeNetworkAclsCommand({ Filters: [{ Name: "vpc-id", Values: [vpc.vpcId] }] }),
    );
    await ec2.send(
      new CreateNetworkAclEntryCommand({
        NetworkAclId: acls![0]!.NetworkAclId,
        RuleNumber: 50,
        Protocol: "6",
        RuleAction: "deny",
        Egress: true,
        CidrBlock: "0.0.0.0/0",
        PortRange: { From: 443, To: 443 },
      }),
    );
    await ec2.send(
      new ModifyVpcAttributeCommand({ VpcId: vpc.vpcId, EnableDnsSupport: { Value: false } }),
    );
    const { VpcEndpoint: endpoint } = await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId: vpc.vpcId,
        VpcEndpointType: "Interface",
        ServiceName: "com.amazonaws.us-east-1.secretsmanager",
        SubnetIds: [subnetId],
      }),
    );
    const { one } = await diagnose(account.env, ["--subnet", subnetId]);
    expect(one("network.acl")).toMatchObject({
      status: "problem",
      summary: `The network ACL ${acls![0]!.NetworkAclId} (${subnetId}) denies outgoing TCP 443.`,
    });
    expect(one("network.dns")).toMatchObject({
      status: "warning",
      fix: `aws ec2 modify-vpc-attribute --vpc-id ${vpc.vpcId} --enable-dns-support`,
    });
    expect(one("network.endpoints").summary).toBe(
      `${vpc.vpcId} has interface endpoints for secretsmanager (${endpoint!.VpcEndpointId}).`,
    );
  });
});

it("names the subnets that do not exist, and looks at the others", async () => {
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "transit-gateway" });
  const gone = "subnet-0123456789abcdef0";
  const { code, one } = await diagnose(account.env, ["--subnet", subnetId, gone]);
  expect(one("network.subnets")).toMatchObject({
    status: "problem",
    summary: `Not found in account 123456789012, region us-east-1: ${gone}.`,
    data: { found: [subnetId], missing: [gone] },
  });
  expect(one("network.assignPublicIp").status).toBe("ok");
  expect(code).toBe(1);
});

it("reads the variables that the stack reads, and shows a table to people", async () => {
  const { subnetId, routeTableId, targetId } = await makeSubnet(ec2, await makeVpc(ec2), {
    route: "internet-gateway",
  });
  const { code, out, err } = await doctor(
    {
      ...account.env,
      TF_VAR_subnetIds: JSON.stringify([subnetId]),
      TF_VAR_assignPublicIp: "false",
    },
    [],
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const row = [
    subnetId,
    "us-east-1a",
    routeTableId,
    `0.0.0.0/0 → ${targetId}`,
    "internet-gateway",
    "yes",
    "251",
  ];
  expect(out.replace(/ +/g, " ")).toContain(`│ ${row.join(" │ ")} │`);
  expect(out).toContain(
    `  ! assignPublicIp is false, but the default route of ${subnetId} goes to an internet gateway, which needs public IP addresses: tasks there can't pull the connector's image.\n    → Remove assignPublicIp, so that it is derived from the routes.`,
  );
});
