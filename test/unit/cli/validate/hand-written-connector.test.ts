import { findingsIn } from "../../../support/findings-in";
import { RULES } from "../../../../cli/validate/rules";
import { workspaceOf } from "../../../support/workspace";

/** A connector that somebody wrote by hand, with one part of it put in place of another. */
const connector = (from = "", to = "") =>
  `variable "key" {}

resource "aws_ecs_task_definition" "task" {
  family        = "connectors"
  task_role_arn = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name        = "main"
    image       = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mirror/apono-connector:v1.7.8"
    environment = [{ name = "APONO_CONNECTOR_ID", value = "a" }]
  }])
}

resource "aws_ecs_service" "service" {
  name            = "connectors"
  task_definition = aws_ecs_task_definition.task.arn
  network_configuration {
    subnets         = [aws_subnet.inner.id]
    security_groups = [aws_security_group.group.id]
  }
}

resource "aws_security_group" "group" {
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_iam_role" "task" {
  name = "connectors"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }]
  })
}

resource "aws_subnet" "inner" {
  vpc_id = "vpc-1"
}

resource "aws_route_table" "inner" {
  vpc_id = "vpc-1"
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = "nat-1"
  }
}

resource "aws_route_table_association" "inner" {
  subnet_id      = aws_subnet.inner.id
  route_table_id = aws_route_table.inner.id
}
`.replace(from, () => to);

const rules = async (text: string) =>
  (await findingsIn(await workspaceOf({ "main.tf": text }), RULES)).map(
    ({ severity, rule, range }) => `${severity} ${rule} ${range.start.line}`,
  );
const REST = "warning provider-unpinned 3";

it("that is sound has nothing but a provider without a version", async () => {
  expect(await rules(connector())).toEqual([REST]);
});

it.each([
  [
    "the token in its environment",
    'value = "a" }',
    'value = "a" }, { name = "APONO_TOKEN", value = var.key }',
    ["warning token-not-ephemeral 1", "error token-in-plain-text 9"],
  ],
  [
    "another secret in its environment",
    'value = "a" }',
    'value = "a" }, { name = "DB_PASSWORD", value = "hunter2" }',
    ["error token-in-plain-text 9"],
  ],
  [
    "a privileged container",
    'name        = "main"',
    "privileged  = true",
    ["error container-privileged 7"],
  ],
  [
    "a root container",
    'name        = "main"',
    'user        = "0:0"',
    ["warning container-privileged 7"],
  ],
  ["an image that moves", "v1.7.8", "latest", ["warning image-mutable 8"]],
  ["ingress from everywhere", "egress {", "ingress {", ["error ingress-from-everywhere 27"]],
  [
    "a public address without a use",
    "network_configuration {",
    "network_configuration {\n    assign_public_ip = true",
    ["warning public-ip-contradicts-subnets 17"],
  ],
  [
    "a trust that anybody meets",
    'Service = "ecs-tasks.amazonaws.com"',
    'AWS = "*"',
    ["warning iam-trust-too-wide 38"],
  ],
  [
    "an administrator's policy",
    'resource "aws_subnet"',
    'resource "aws_iam_role_policy_attachment" "a" {\n  role       = aws_iam_role.task.name\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n\nresource "aws_subnet"',
    ["error iam-wildcard-beyond-sets 46"],
  ],
])("is found with %s", async (_, from, to, expected) => {
  const found = await rules(connector(from, to));
  for (const each of expected) expect(found).toContain(each);
  expect(
    found.filter(
      (each) =>
        each.startsWith("error") &&
        !expected.some((one) => one.split(" ")[1] === each.split(" ")[1]),
    ),
  ).toEqual([]);
});
