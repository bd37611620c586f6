import { wrongType } from "../../../../../../cli/validate/rules/schema/wrong-type";
import { itHolds } from "../../../../../support/rule-cases";

const logGroup = (lines: string, more = "") =>
  `resource "aws_cloudwatch_log_group" "x" {\n${lines}\n}\n${more}`;
const NAMES = `variable "names" {\n  type = list(string)\n}\n`;

itHolds(wrongType, {
  finds: [
    [
      "a text that is no number",
      logGroup(`  retention_in_days = ▸"a month"`),
      [
        'retention_in_days of aws_cloudwatch_log_group.x takes number: "a month" is no number.',
        "Give it a value of that type.",
      ],
    ],
    [
      "a number that is no boolean",
      logGroup(`  skip_destroy = ▸1`),
      "skip_destroy of aws_cloudwatch_log_group.x takes bool: 1 is no bool.",
    ],
    [
      "collections for single values",
      logGroup(
        `  name = ▸["a"]\n  kms_key_id = ▸{ a = "b" }\n  retention_in_days = ▸var.names`,
        NAMES,
      ),
      "name of aws_cloudwatch_log_group.x takes string: a list is no string.",
      "kms_key_id of aws_cloudwatch_log_group.x takes string: an object is no string.",
      "retention_in_days of aws_cloudwatch_log_group.x takes number: a list is no number.",
    ],
    [
      "single values for collections",
      `resource "aws_iam_openid_connect_provider" "x" {\n  url            = "https://example.com"\n  client_id_list = ▸"sts.amazonaws.com"\n  tags           = ▸"a"\n}\n`,
      'client_id_list of aws_iam_openid_connect_provider.x takes set(string): "sts.amazonaws.com" is no set.',
      'tags of aws_iam_openid_connect_provider.x takes map(string): "a" is no map.',
    ],
    [
      "a list for a map, and what can't be in one",
      logGroup(`  tags = ▸["a"]`, logGroup(`  tags = ▸{ a = ["b"] }`).replace('"x"', '"y"')),
      "tags of aws_cloudwatch_log_group.x takes map(string): a list is no map.",
      'tags of aws_cloudwatch_log_group.y takes map(string): ["a"]: a list is no string.',
    ],
    [
      "what comes by a local value",
      logGroup(`  name = ▸local.all`, `locals {\n  all = ["a"]\n}\n`),
      "name of aws_cloudwatch_log_group.x takes string: a list is no string.",
    ],
    [
      "a set that is given where one value is taken",
      logGroup(`  name = ▸toset(["a"])`),
      "name of aws_cloudwatch_log_group.x takes string: a set is no string.",
    ],
    [
      "what is in a nested block",
      `resource "aws_ecs_cluster" "x" {\n  name = "a"\n  setting {\n    name  = "containerInsights"\n    value = ▸["enabled"]\n  }\n}\n`,
      "setting.value of aws_ecs_cluster.x takes string: a list is no string.",
    ],
    [
      "JSON, where a block is an object or a list of objects",
      `{
  "resource": {
    "aws_cloudwatch_log_group": { "x": { "name": ▸["a"], "retention_in_days": ▸"a month", "skip_destroy": ▸1 } },
    "aws_ecs_cluster": { "x": { "name": "a", "setting": ▸"containerInsights", "configuration": ▸[1] } }
  }
}
`,
      "name of aws_cloudwatch_log_group.x takes string: a list is no string.",
      'retention_in_days of aws_cloudwatch_log_group.x takes number: "a month" is no number.',
      "skip_destroy of aws_cloudwatch_log_group.x takes bool: 1 is no bool.",
      [
        "setting of aws_ecs_cluster.x is a block, and is given a value.",
        "Give it an object with the block's arguments, or a list of such objects.",
      ],
      "configuration of aws_ecs_cluster.x is a block, and is given a value.",
    ],
  ],
  isSilent: [
    [
      "what Terraform converts",
      logGroup(
        `  name              = 5\n  retention_in_days = "30"\n  skip_destroy      = "true"\n  tags              = { a = 1, b = true }`,
      ),
    ],
    ["numbers as texts with signs and exponents", logGroup(`  retention_in_days = "+3e1"`)],
    ["null", logGroup(`  name = null\n  tags = null\n  retention_in_days = null`)],
    [
      "what isn't known yet",
      logGroup(
        `  name              = var.any\n  retention_in_days = var.text\n  tags              = merge(var.any, {})`,
        `variable "any" {}\nvariable "text" {\n  type = string\n}\n`,
      ),
    ],
    [
      "a set for a list, a list for a set, an object for a map",
      `resource "aws_iam_openid_connect_provider" "x" {\n  url            = "https://example.com"\n  client_id_list = toset(["a"])\n  tags           = { a = "b" }\n}\nresource "aws_ecs_task_definition" "y" {\n  family                   = "a"\n  container_definitions    = "[]"\n  requires_compatibilities = ["FARGATE"]\n}\n`,
    ],
    [
      "a condition whose outcome isn't known, as Terraform takes it",
      logGroup(
        `  retention_in_days = var.short ? "a week" : "a month"`,
        `variable "short" {\n  type = bool\n}\n`,
      ),
    ],
    ["one of a list", logGroup(`  name = var.names[0]`, NAMES)],
    ["types whose arguments are not kept", `resource "aws_s3_bucket" "x" {\n  bucket = ["a"]\n}\n`],
    [
      "values and blocks in JSON",
      `{"resource": {"aws_ecs_cluster": {"x": {"name": 5, "setting": [{"name": "containerInsights", "value": true}], "configuration": null, "tags": {"a": 1}}}}}`,
    ],
  ],
});
