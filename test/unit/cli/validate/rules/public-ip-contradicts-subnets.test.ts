import { publicIpContradictsSubnets as rule } from "../../../../../cli/validate/rules/public-ip-contradicts-subnets";
import { found, foundIn } from "../../../../support/validate";

const call = (subnets: string, publicIp?: string) =>
  `module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n  subnetIds = ${subnets}\n${publicIp === undefined ? "" : `  assignPublicIp = ${publicIp}\n`}}\n`;
const subnet = (name: string, route: string) => `resource "aws_subnet" "${name}" {}
resource "aws_route_table" "${name}" {
  ${route}
}
resource "aws_route_table_association" "${name}" {
  subnet_id      = aws_subnet.${name}.id
  route_table_id = aws_route_table.${name}.id
}
`;
const IGW =
  'route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.x.id\n  }';
const NAT = 'route {\n    cidr_block = "0.0.0.0/0"\n    nat_gateway_id = aws_nat_gateway.x.id\n  }';

const PUBLIC_IS_FALSE = (name: string) =>
  `main.tf:4:20 module.apono: assignPublicIp is false, but the default route of ${name} goes to an internet gateway, which works with a public IP address only.`;
const PRIVATE_IS_TRUE = (name: string, kind: string) =>
  `main.tf:4:20 warning: module.apono: assignPublicIp is true, but no internet gateway serves ${name} (${kind}), so a public IP address has no use.`;

it.each([
  [
    "a public subnet without address",
    call("[aws_subnet.a.id]", "false") + subnet("a", IGW),
    PUBLIC_IS_FALSE("aws_subnet.a"),
  ],
  [
    "a private subnet with one",
    call("aws_subnet.a[*].id", "true") + subnet("a", NAT),
    PRIVATE_IS_TRUE("aws_subnet.a", "nat-gateway"),
  ],
  [
    "subnets behind locals and functions, a route of its own",
    `${call("local.s", "true")}locals {\n  s = values(aws_subnet.a)[*].id\n}\n${subnet("a", "")}resource "aws_route" "x" {\n  route_table_id = aws_route_table.a.id\n  destination_cidr_block = "0.0.0.0/0"\n  transit_gateway_id = var.t\n}`,
    PRIVATE_IS_TRUE("aws_subnet.a", "transit-gateway"),
  ],
  [
    "the VPC module's private subnets",
    `${call("module.vpc.private_subnets", "true")}module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  enable_nat_gateway = true\n}`,
    PRIVATE_IS_TRUE("module.vpc.private_subnets", "nat-gateway"),
  ],
  [
    "the VPC module's public subnets",
    `${call("slice(module.vpc.public_subnets, 0, 2)", "false")}module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}`,
    PUBLIC_IS_FALSE("module.vpc.public_subnets"),
  ],
  [
    "a main route table",
    `${call("[aws_subnet.a.id]", "false")}resource "aws_vpc" "v" {}\nresource "aws_subnet" "a" {\n  vpc_id = aws_vpc.v.id\n}\nresource "aws_default_route_table" "m" {\n  default_route_table_id = aws_vpc.v.default_route_table_id\n  ${IGW}\n}`,
    PUBLIC_IS_FALSE("aws_subnet.a"),
  ],
  [
    "mixed subnets",
    call("[aws_subnet.a.id, aws_subnet.b.id]") + subnet("a", IGW) + subnet("b", NAT),
    "main.tf:3:15 module.apono: tasks in aws_subnet.a need a public IP address (internet gateway), and tasks in aws_subnet.b (nat-gateway) do not.",
  ],
  [
    "no default route",
    call("[aws_subnet.a.id]") + subnet("a", ""),
    "main.tf:3:15 module.apono: aws_subnet.a has no default route, so the connector can reach neither Apono nor its image.",
  ],
  [
    "a VPC whose main table nothing speaks of",
    `${call("[aws_subnet.a.id]")}resource "aws_vpc" "v" {}\nresource "aws_subnet" "a" {\n  vpc_id = aws_vpc.v.id\n}`,
    "main.tf:3:15 module.apono: aws_subnet.a has no default route, so the connector can reach neither Apono nor its image.",
  ],
  [
    "a service written by hand",
    `resource "aws_ecs_service" "s" {\n  task_definition = aws_ecs_task_definition.t.arn\n  network_configuration {\n    subnets = [aws_subnet.a.id]\n  }\n}\nresource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([{ image = "apono-connector" }])\n}\n${subnet("a", IGW)}`,
    "main.tf:4:15 aws_ecs_service.s: assign_public_ip is false, but the default route of aws_subnet.a goes to an internet gateway, which works with a public IP address only.",
  ],
])("finds %s", async (_, text, message) => {
  expect(await foundIn(rule, text)).toEqual([message]);
});

it("finds it in JSON", async () => {
  const json = JSON.stringify({
    module: {
      apono: {
        source: "acme/apono-ecs-connector/aws",
        subnetIds: ["${aws_subnet.a.id}"],
        assignPublicIp: false,
      },
    },
    resource: {
      aws_subnet: { a: {} },
      aws_route_table: {
        a: { route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.x.id}" }] },
      },
      aws_route_table_association: {
        a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.a.id}" },
      },
    },
  });
  expect(await found(rule, { "main.tf.json": json })).toEqual([
    expect.stringMatching(
      /assignPublicIp is false, but the default route of aws_subnet\.a goes to/,
    ),
  ]);
});

it.each([
  ["a public subnet with an address", call("[aws_subnet.a.id]", "true") + subnet("a", IGW)],
  ["a private subnet without", call("[aws_subnet.a.id]", "false") + subnet("a", NAT)],
  ["what is derived", call("[aws_subnet.a.id]") + subnet("a", NAT)],
  ["subnets that are made elsewhere", call("var.subnet_ids", "true")],
  [
    "a table that is made elsewhere",
    `${call("[aws_subnet.a.id]", "false")}resource "aws_subnet" "a" {}\nresource "aws_route_table_association" "a" {\n  subnet_id = aws_subnet.a.id\n  route_table_id = var.t\n}`,
  ],
  [
    "an association that may be for any",
    `${call("[aws_subnet.a.id]")}resource "aws_vpc" "v" {}\nresource "aws_subnet" "a" {\n  vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table_association" "a" {\n  subnet_id = var.s\n  route_table_id = var.t\n}`,
  ],
  [
    "routes that are computed",
    call("[aws_subnet.a.id]") +
      subnet("a", "route {\n    cidr_block = var.c\n    gateway_id = var.g\n  }"),
  ],
  ["an address that nobody knows yet", call("[aws_subnet.a.id]", "var.p") + subnet("a", IGW)],
  [
    "a service of something else",
    `resource "aws_ecs_service" "s" {\n  task_definition = aws_ecs_task_definition.t.arn\n  network_configuration {\n    subnets = [aws_subnet.a.id]\n  }\n}\nresource "aws_ecs_task_definition" "t" {\n  family = "web"\n}\n${subnet("a", IGW)}`,
  ],
])("is silent about %s", async (_, text) => {
  expect(await foundIn(rule, text)).toEqual([]);
});
