import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { type SubnetOptions, ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { pipeline } from "../../support/deployment";
import { EGRESS_ROWS } from "../../support/egress-rows";
import { ROUTE_ATTRIBUTES } from "../../support/route-attributes";

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

async function makeSubnets(options: readonly SubnetOptions[]): Promise<string[]> {
  const vpc = await makeVpc(ec2);
  const ids: string[] = [];
  for (const option of options) ids.push((await makeSubnet(ec2, vpc, option)).subnetId);
  return ids;
}

const call = (name: string, subnetIds: unknown, more: object = {}) => ({
  [name]: { source: "./module", connectorId: name, aponoToken: "token", subnetIds, ...more },
});

test("derives the public IP from real route tables, row by row", async () => {
  const calls = await Promise.all(
    EGRESS_ROWS.map(async ({ name, subnets, assignPublicIp }) => ({
      name,
      ids: await makeSubnets(subnets),
      assignPublicIp,
    })),
  );
  const terraform = pipeline(
    "ecs-connector",
    {
      module: Object.assign(
        {},
        ...calls.map(({ name, ids, assignPublicIp }) => call(name, ids, { assignPublicIp })),
      ),
      output: Object.fromEntries(
        EGRESS_ROWS.map(({ name }) => [
          name,
          {
            value: {
              egress: `\${module.${name}.egress}`,
              publicIp: `\${module.${name}.assign_public_ip}`,
            },
          },
        ]),
      ),
    },
    emulator.env,
  );
  await terraform.init();
  const { plan, diagnostics } = await terraform.plan();

  const found = (name: string) =>
    plan!.planned_values!.outputs![name]!.value as {
      egress: Record<string, string>;
      publicIp: boolean;
    };
  const actual = calls.map(({ name, ids }) => ({
    name,
    // What is set needs no route, so none is read.
    kinds: ids.flatMap((id) => found(name).egress[id] ?? []),
    publicIp: found(name).publicIp,
  }));
  expect(actual).toEqual(EGRESS_ROWS.map(({ name, expect: expected }) => ({ name, ...expected })));

  // The service is planned with the same answer, known at plan.
  const services = plan!.resource_changes!.filter(({ address }) =>
    address.endsWith("aws_ecs_service.connector"),
  );
  expect(services).toHaveLength(EGRESS_ROWS.length);
  for (const { address, change } of services) {
    const row = EGRESS_ROWS.find(({ name }) => address.startsWith(`module.${name}.`))!;
    const after = change.after as { network_configuration: { assign_public_ip: boolean }[] };
    expect([row.name, after.network_configuration[0]!.assign_public_ip]).toEqual([
      row.name,
      row.expect.publicIp,
    ]);
  }

  expect(diagnosticMessages({ diagnostics }, "warning")).toEqual([]);
});

test("refuses subnets without a way out, mixed ones, and ones that belong elsewhere", async () => {
  const [none] = await makeSubnets([{ route: "none" }]);
  const [six] = await makeSubnets([{ route: "internet-gateway", family: "ipv6" }]);
  const [outward] = await makeSubnets([{ route: "egress-only-gateway", family: "ipv6" }]);
  const mixed = await makeSubnets([{ route: "internet-gateway" }, { route: "nat-gateway" }]);
  const [here] = await makeSubnets([{ route: "nat-gateway" }]);
  const elsewhere = await makeVpc(ec2);
  const stranger = (await makeSubnet(ec2, elsewhere, { route: "nat-gateway" })).subnetId;
  const terraform = pipeline(
    "ecs-connector",
    {
      module: {
        ...call("none", [none]),
        ...call("ipv6", [six]),
        ...call("ipv6-outward", [outward]),
        ...call("mixed", mixed),
        ...call("two-vpcs", [stranger, here]),
        ...call("other-vpc", [here], { vpcId: elsewhere.vpcId }),
        ...call("missing", ["subnet-00000000", here]),
      },
    },
    emulator.env,
  );
  await terraform.init();
  const result = await terraform.plan({ check: false });
  const messages = diagnosticMessages(result);

  expect(messages).toEqual(
    expect.arrayContaining([
      `Resource precondition failed: subnetIds: ${none} has no default route, so the connector could reach neither Apono nor its image. Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), choose other subnets, or set assignPublicIp = false if there is a way out that Terraform doesn't see, such as a route that a VPN gateway propagates.`,
      ...[six, outward].map(
        (id) =>
          `Resource precondition failed: subnetIds: ${id} has a default route for IPv6 (::/0) only, so the connector could not reach hosts with IPv4 only. Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), choose other subnets, or set assignPublicIp = false if there is a way out that Terraform doesn't see, such as a route that a VPN gateway propagates.`,
      ),
      `Resource precondition failed: subnetIds: ${mixed[0]} has a default route to an internet gateway, which requires a public IP address, and ${mixed[1]} does not. Use subnets of one kind, or set assignPublicIp.`,
      expect.stringMatching(
        new RegExp(
          `subnetIds: the first subnet is in ${elsewhere.vpcId}, but not ${here} \\(vpc-[0-9a-f]+\\)\\. Give subnets of one VPC`,
        ),
      ),
      expect.stringMatching(
        new RegExp(`vpcId: ${elsewhere.vpcId} does not own ${here} \\(vpc-[0-9a-f]+\\)\\.`),
      ),
      `Resource postcondition failed: subnetIds: there is no subnet-00000000 in account 123456789012, region us-east-1. Correct the IDs, or the region and credentials that Terraform runs with.`,
    ]),
  );
  expect(messages).toHaveLength(7);
});

test("plans and applies with subnets that the same apply creates", async () => {
  const subnet = (number: number) => ({
    vpc_id: "${aws_vpc.made.id}",
    cidr_block: `10.1.${number}.0/24`,
  });
  const terraform = pipeline(
    "ecs-connector",
    {
      resource: {
        aws_vpc: { made: { cidr_block: "10.1.0.0/16" } },
        aws_internet_gateway: { made: { vpc_id: "${aws_vpc.made.id}" } },
        aws_subnet: { a: subnet(1), b: subnet(2) },
        aws_route_table: {
          made: {
            vpc_id: "${aws_vpc.made.id}",
            route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.made.id}" }].map(
              (route) => ({
                ...Object.fromEntries(ROUTE_ATTRIBUTES.map((attribute) => [attribute, null])),
                ...route,
              }),
            ),
          },
        },
        aws_route_table_association: {
          a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.made.id}" },
          b: { subnet_id: "${aws_subnet.b.id}", route_table_id: "${aws_route_table.made.id}" },
        },
      },
      module: call("apono", ["${aws_subnet.a.id}", "${aws_subnet.b.id}"], {
        waitFor: ["${aws_route_table_association.a}", "${aws_route_table_association.b}"],
      }),
      output: {
        publicIp: { value: "${module.apono.assign_public_ip}" },
        egress: { value: "${module.apono.egress}" },
      },
    },
    emulator.env,
  );
  await terraform.init();
  await terraform.apply();
  const output = await terraform.output();
  expect(output["publicIp"]).toBe(true);
  expect(Object.values(output["egress"] as object)).toEqual([
    "internet-gateway",
    "internet-gateway",
  ]);
  await terraform.destroy();
  expect(await terraform.stateList()).toEqual([]);
});
