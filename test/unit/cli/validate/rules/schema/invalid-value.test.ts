import { invalidValue } from "../../../../../../cli/validate/rules/schema/invalid-value";
import { itHolds } from "../../../../../support/rule-cases";

const logGroup = (lines: string) => `resource "aws_cloudwatch_log_group" "x" {\n${lines}\n}\n`;
const role = (lines: string) =>
  `resource "aws_iam_role" "x" {\n  assume_role_policy = "{}"\n${lines}\n}\n`;
const service = (lines: string) => `resource "aws_ecs_service" "x" {\n  name = "a"\n${lines}\n}\n`;
const secret = (lines: string) => `resource "aws_secretsmanager_secret" "x" {\n${lines}\n}\n`;

itHolds(invalidValue, {
  finds: [
    [
      "a word that is none of a list, also by case",
      service(`  launch_type         = ▸"FARGAT"\n  scheduling_strategy = ▸"replica"`),
      [
        'launch_type of aws_ecs_service.x takes one of EC2, FARGATE, EXTERNAL, and not "FARGAT".',
        "Give it one of EC2, FARGATE, EXTERNAL.",
      ],
      'scheduling_strategy of aws_ecs_service.x takes one of REPLICA, DAEMON, and not "replica".',
    ],
    [
      "numbers just outside of a range",
      role(`  max_session_duration = ▸3599`) +
        role(`  max_session_duration = ▸43201`).replace('"x"', '"y"'),
      "max_session_duration of aws_iam_role.x takes 3600 to 43200, and not 3599.",
      "max_session_duration of aws_iam_role.y takes 3600 to 43200, and not 43201.",
    ],
    [
      "a range with something beside it",
      secret(`  recovery_window_in_days = ▸6`),
      "recovery_window_in_days of aws_secretsmanager_secret.x takes 0, or 7 to 30, and not 6.",
    ],
    [
      "a number that is written as a text",
      logGroup(`  retention_in_days = ▸"31"`),
      'retention_in_days of aws_cloudwatch_log_group.x takes one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, and not "31".',
    ],
    [
      "a text with signs that it can't have",
      logGroup(`  name = ▸"apono connector"`),
      'name of aws_cloudwatch_log_group.x takes letters, digits and the signs _-./#, and not "apono connector".',
    ],
    [
      "a text that is too long, shown in part, counted in bytes",
      role(`  description = ▸"${"ä".repeat(501)}"`),
      `description of aws_iam_role.x takes at most 1000 characters, and not "${"ä".repeat(59)}….`,
    ],
    [
      "what is no ARN, one of a list, too",
      role(
        `  permissions_boundary = ▸"boundary"\n  managed_policy_arns  = ▸["arn:aws:iam::aws:policy/ReadOnlyAccess", "b"]`,
      ),
      'permissions_boundary of aws_iam_role.x takes an ARN, and not "boundary".',
      'managed_policy_arns of aws_iam_role.x takes an ARN, and not "b".',
    ],
    [
      "what is no JSON, without showing it",
      `resource "aws_iam_role" "x" {\n  assume_role_policy = ▸"secret"\n}\nresource "aws_ecs_task_definition" "x" {\n  family                = "a"\n  container_definitions = ▸"{}"\n}\n`,
      [
        "assume_role_policy of aws_iam_role.x takes an object in JSON, which this is not.",
        "Give it an object in JSON.",
      ],
      "container_definitions of aws_ecs_task_definition.x takes a list in JSON, which this is not.",
    ],
    [
      "what a local value or a function gives",
      `locals {\n  launch = lower("FARGATE")\n}\n${service(`  launch_type = ▸local.launch`)}`,
      'launch_type of aws_ecs_service.x takes one of EC2, FARGATE, EXTERNAL, and not "fargate".',
    ],
    [
      "what is in a nested block, written or dynamic",
      service(
        `  capacity_provider_strategy {\n    capacity_provider = "FARGATE"\n    weight            = ▸1001\n  }\n  dynamic "ordered_placement_strategy" {\n    for_each = [1]\n    content {\n      type = ▸"best"\n    }\n  }`,
      ),
      "capacity_provider_strategy.weight of aws_ecs_service.x takes 0 to 1000, and not 1001.",
      'ordered_placement_strategy.type of aws_ecs_service.x takes one of random, spread, binpack, and not "best".',
    ],
    [
      "JSON",
      `{
  "resource": {
    "aws_ecs_service": {
      "x": { "name": "a", "launch_type": ▸"X", "deployment_controller": [{ "type": ▸"Y" }] }
    }
  }
}
`,
      'launch_type of aws_ecs_service.x takes one of EC2, FARGATE, EXTERNAL, and not "X".',
      'deployment_controller.type of aws_ecs_service.x takes one of ECS, CODE_DEPLOY, EXTERNAL, and not "Y".',
    ],
  ],
  isSilent: [
    [
      "the ends of ranges",
      role(`  max_session_duration = 3600`) +
        role(`  max_session_duration = "43200"`).replace('"x"', '"y"') +
        secret(`  recovery_window_in_days = 0`),
    ],
    ["a value of a later version of the provider", service(`  launch_type = "MANAGED_INSTANCES"`)],
    ["null, and an empty ARN", role(`  permissions_boundary = ""\n  max_session_duration = null`)],
    [
      "what isn't known yet",
      `variable "a" {}\n${service('  launch_type = var.a\n  scheduling_strategy = "${var.a}"')}`,
    ],
    [
      "a condition of which one side is sound",
      `variable "a" {}\n${service(`  launch_type = var.a ? "EC2" : "FARGATE"`)}`,
    ],
    ["a text of just the length", role(`  description = "${"a".repeat(1000)}"`)],
    [
      "JSON that is made by jsonencode, with things unknown in it",
      `variable "a" {}\nresource "aws_iam_role" "x" {\n  assume_role_policy = jsonencode({ Statement = [var.a] })\n}\n`,
    ],
    ["names that other types check", `resource "aws_ecs_cluster" "x" {\n  name = "a_b-1"\n}\n`],
    [
      "sound values in JSON",
      `{"resource": {"aws_ecs_service": {"x": {"name": "a", "launch_type": "\${var.a}", "scheduling_strategy": "DAEMON"}}}, "variable": {"a": {}}}`,
    ],
  ],
});
