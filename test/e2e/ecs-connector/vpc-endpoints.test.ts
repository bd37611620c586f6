import {
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { type Subnet, type Vpc, ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import type { Terraform } from "../../kit/terraform";
import { moduleAsRoot } from "../../support/deployment";
import { acts } from "../../support/planned-acts";

jest.setTimeout(300_000);

const INTERFACES = ["ecr.api", "logs", "sts"];

let emulator: AwsEmulator;
let ec2: EC2Client;
let terraform: Terraform;
let vpc: Vpc;
let subnets: Subnet[];
let given: Record<string, unknown>;

const narrow = { cidrBlocks: ["203.0.113.0/24"], ports: ["5432"] };

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  vpc = await makeVpc(ec2);
  subnets = [];
  for (const zone of ["a", "a", "b"])
    subnets.push(await makeSubnet(ec2, vpc, { availabilityZone: `us-east-1${zone}` }));
  given = {
    aponoToken: "token",
    subnetIds: subnets.map(({ subnetId }) => subnetId),
    // A proxy lets out, and no route does.
    assignPublicIp: false,
    egress: narrow,
    tags: { team: "platform" },
  };
  terraform = moduleAsRoot("ecs-connector", emulator.env);
  await terraform.init();
  await terraform.apply({ vars: given });
  given["egress"] = { ...narrow, vpcEndpoints: [...INTERFACES, "s3"] };
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

const plan = async (vars: object = {}) =>
  acts(withoutEmulatorDifferences((await terraform.plan({ vars: { ...given, ...vars } })).changes));

async function groupOf(name: string): Promise<SecurityGroup> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-name", Values: [`${name}*`] }] }),
  );
  expect(SecurityGroups).toHaveLength(1);
  return SecurityGroups[0]!;
}

const endpoints = async () =>
  ((await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints ?? []).filter(
    ({ State = "" }) => /^available$/i.test(State),
  );

test("a VPC in which the services' names would not resolve to the endpoints is refused at plan", async () => {
  await expect(plan()).rejects.toThrow(
    `egress.vpcEndpoints: ${vpc.vpcId} has DNS support or DNS host names off`,
  );
  await ec2.send(
    new ModifyVpcAttributeCommand({ VpcId: vpc.vpcId, EnableDnsHostnames: { Value: true } }),
  );
});

test("endpoints come to a deployment that is there, and change nothing else", async () => {
  expect(await plan()).toEqual([
    "create aws_security_group.endpoints[0]",
    "create aws_vpc_endpoint.gateway[0]",
    ...INTERFACES.map((service) => `create aws_vpc_endpoint.interface["${service}"]`),
    "update aws_security_group.connector[0]",
  ]);
  await terraform.apply({ vars: given });
  expect(await plan()).toEqual([]);
});

test("each is in one subnet of a zone, and serves the whole VPC under the service's own name", async () => {
  const group = await groupOf("apono-connector-endpoints-sg-");
  expect(group.IpPermissions).toMatchObject([
    { FromPort: 443, ToPort: 443, IpProtocol: "tcp", IpRanges: [{ CidrIp: "10.0.0.0/16" }] },
  ]);
  expect(group.IpPermissionsEgress).toEqual([]);
  const found = await endpoints();
  for (const service of INTERFACES) {
    const endpoint = found.find(
      ({ ServiceName }) => ServiceName === `com.amazonaws.us-east-1.${service}`,
    );
    expect(endpoint).toMatchObject({
      VpcEndpointType: "Interface",
      PrivateDnsEnabled: true,
      Tags: [{ Key: "team", Value: "platform" }],
    });
    expect(endpoint!.SubnetIds!.toSorted()).toEqual(
      [subnets[0]!.subnetId, subnets[2]!.subnetId].toSorted(),
    );
    expect(endpoint!.Groups).toMatchObject([{ GroupId: group.GroupId }]);
  }
  const gateway = found.find(({ VpcEndpointType }) => VpcEndpointType === "Gateway");
  expect(gateway!.ServiceName).toBe("com.amazonaws.us-east-1.s3");
  expect(gateway!.RouteTableIds!.toSorted()).toEqual(
    subnets.map(({ routeTableId }) => routeTableId).toSorted(),
  );
  expect(found).toHaveLength(4);
});

test("the tasks reach them, wherever else they may connect to", async () => {
  const [own, endpointsGroup] = await Promise.all(
    ["apono-connector-sg-", "apono-connector-endpoints-sg-"].map(groupOf),
  );
  const https = own!.IpPermissionsEgress!.find(({ FromPort }) => FromPort === 443);
  expect(https).toMatchObject({
    ToPort: 443,
    IpProtocol: "tcp",
    IpRanges: [],
    Ipv6Ranges: [],
    UserIdGroupPairs: [{ GroupId: endpointsGroup!.GroupId }],
  });
  expect(own!.IpPermissionsEgress).toHaveLength(2);
});

test("one that is no longer asked for goes, and the others stay", async () => {
  expect(await plan({ egress: { ...narrow, vpcEndpoints: ["sts", "logs"] } })).toEqual(
    [
      'delete aws_vpc_endpoint.interface["ecr.api"]',
      "delete aws_vpc_endpoint.gateway[0]",
      "update aws_security_group.connector[0]",
    ].toSorted(),
  );
});

test("a service that the connector does not call is refused", async () => {
  await expect(plan({ egress: { vpcEndpoints: ["stss"] } })).rejects.toThrow(
    'egress.vpcEndpoints: "stss" is not a service that the connector calls through an endpoint.',
  );
});

test("a destroy leaves no endpoint", async () => {
  await terraform.destroy({ vars: given });
  expect(await endpoints()).toEqual([]);
});
