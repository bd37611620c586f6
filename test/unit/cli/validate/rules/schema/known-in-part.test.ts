import { conflict } from "../../../../../../cli/validate/rules/schema/conflict";
import { invalidValue } from "../../../../../../cli/validate/rules/schema/invalid-value";
import { findings } from "../findings";

const DECLARED = 'variable "any" {}\n';

/** How bad what is found is. */
const severities = async (text: string) =>
  (
    await Promise.all([invalidValue, conflict].map((rule) => findings(rule, DECLARED + text)))
  ).flatMap((found) => found.map((each) => each.split(" ")[0]));

const task = (body: string) =>
  `resource "aws_ecs_task_definition" "x" {\n  container_definitions = "[]"\n${body}\n}\n`;

const volume = (name: string, root = '"/"') => `  volume {
    name = ${name}
    efs_volume_configuration {
      file_system_id     = "fs-1"
      root_directory     = ${root}
      transit_encryption = "NO"
    }
  }`;

const instance = (preferences: string) =>
  `resource "aws_cloudformation_stack_set_instance" "x" {\n  stack_set_name = var.any\n  operation_preferences {\n${preferences}\n  }\n}\n`;

const BOTH = "    failure_tolerance_count = 1\n    failure_tolerance_percentage = 1";

it.each([
  task('  family = "a b"'),
  task('  family = "a b"\n  task_role_arn = var.any'),
  task(`  family = var.any\n${volume('"a"')}`),
  task('  family = var.any\n  requires_compatibilities = ["EC2", "NO"]'),
  task('  family = var.any\n  requires_compatibilities = toset(["EC2", "NO"])'),
  instance(BOTH),
])("the provider refuses it while it validates: %s", async (text) => {
  expect(await severities(text)).toEqual(["error"]);
});

it.each([
  task(`  family = "a"\n${volume("var.any")}`),
  task(`  family = "a"\n${volume('"a"', "var.any")}`),
  task(`  family = "a"\n${volume('"a"')}\n  volume {\n    name = var.any\n  }`),
  task(
    `  family = "a"\n${volume('"a"')}\n  dynamic "volume" {\n    for_each = var.any\n    content {\n      name = "b"\n    }\n  }`,
  ),
  task('  family = "a"\n  requires_compatibilities = ["NO", var.any]'),
  instance(`${BOTH}\n    max_concurrent_count = var.any`),
])("it looks there once all of the list or block is known: %s", async (text) => {
  expect(await severities(text)).toEqual(["warning"]);
});
