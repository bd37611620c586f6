import { undeclaredReference } from "../../../../../../cli/validate/rules/schema/references";
import { itHolds } from "../../../../../support/rule-cases";

const GROUP = `resource "aws_cloudwatch_log_group" "x" {}\n`;
const output = (value: string, more = "") => `${more}output "o" {\n  value = ${value}\n}\n`;

itHolds(undeclaredReference, {
  finds: [
    [
      "variables, local values and modules that aren't declared, with what was meant",
      `variable "name" {}\nlocals {\n  size = ▸var.nmae\n  b    = ▸local.siez\n  c    = ▸module.m.x\n}\n`,
      [
        "var.nmae is not declared in this module.",
        "Did you mean name? Correct the name, or declare the variable.",
      ],
      [
        "local.siez is not declared in this module.",
        "Did you mean size? Correct the name, or declare the local value.",
      ],
      "module.m is not declared in this module.",
    ],
    [
      "resources that aren't declared",
      output("▸aws_cloudwatch_log_group.y.arn", GROUP),
      [
        "aws_cloudwatch_log_group.y is not declared in this module.",
        "Did you mean aws_cloudwatch_log_group.x? Correct the name, or declare it.",
      ],
    ],
    [
      "a data source that is a resource, and the other way round",
      `${GROUP}data "aws_region" "r" {}\nlocals {\n  a = ▸data.aws_cloudwatch_log_group.x.arn\n  b = ▸aws_region.r.name\n}\n`,
      [
        "data.aws_cloudwatch_log_group.x is not declared in this module.",
        "There is a resource of that name: write aws_cloudwatch_log_group.x.",
      ],
      [
        "aws_region.r is not declared in this module.",
        "There is data of that name: write data.aws_region.r.",
      ],
    ],
    [
      "attributes that a type doesn't have, at any depth",
      `${GROUP}resource "aws_ecs_cluster" "c" {\n  name = "a"\n}\nlocals {\n  a = ▸aws_cloudwatch_log_group.x.arnn\n  b = ▸aws_ecs_cluster.c.configuration[0].execute_command_configuration[0].log\n  c = ▸aws_ecs_cluster.c.arn.x\n}\n`,
      [
        'aws_cloudwatch_log_group.x has no attribute "arnn".',
        "Did you mean arn? Read an attribute that it has.",
      ],
      'aws_ecs_cluster.c.configuration.execute_command_configuration has no attribute "log".',
      [
        "aws_ecs_cluster.c.arn is a string: there is no .x to read of it.",
        "End the reference with aws_ecs_cluster.c.arn.",
      ],
    ],
    [
      "a list that is read as an object, and a set that is read by number",
      `resource "aws_ecs_cluster" "c" {\n  name = "a"\n}\nlocals {\n  a = ▸aws_ecs_cluster.c.configuration.execute_command_configuration\n  b = ▸aws_ecs_cluster.c.setting[0].name\n}\n`,
      [
        "aws_ecs_cluster.c.configuration is a list: there is no .execute_command_configuration to read of it.",
        "Take an element first, as in aws_ecs_cluster.c.configuration[0].execute_command_configuration, or all of them: aws_ecs_cluster.c.configuration[*].execute_command_configuration.",
      ],
      "aws_ecs_cluster.c.setting is a set: its elements have no order, and none can be read by itself.",
    ],
    [
      "one of many without its key, and a key where there is one",
      `resource "aws_iam_role" "one" {}\nresource "aws_iam_role" "many" {\n  count = 2\n}\nresource "aws_iam_role" "each" {\n  for_each = {}\n}\nlocals {\n  a = ▸aws_iam_role.one[0].arn\n  b = ▸aws_iam_role.many.arn\n  c = ▸aws_iam_role.each.arn\n}\n`,
      [
        "aws_iam_role.one has neither count nor for_each, so there is no aws_iam_role.one[0].",
        "Write aws_iam_role.one without a key.",
      ],
      [
        "aws_iam_role.many has count set: aws_iam_role.many.arn doesn't say which of them is meant.",
        "Write aws_iam_role.many[0].arn, or aws_iam_role.many[*].arn for all.",
      ],
      [
        "aws_iam_role.each has for_each set: aws_iam_role.each.arn doesn't say which of them is meant.",
        'Write aws_iam_role.each["key"].arn, or aws_iam_role.each[*].arn for all.',
      ],
    ],
    [
      "an output that a module of the same run doesn't have",
      {
        "main.tf": `module "m" {\n  source = "./m"\n}\n${output("▸module.m.nmae")}`,
        "m/main.tf": `output "name" {\n  value = 1\n}\n`,
      },
      [
        'module.m has no output "nmae".',
        "Did you mean name? Read an output of the module, or declare this one in it.",
      ],
    ],
    [
      "words without quotes, and roots by themselves",
      `locals {\n  a = ▸eu-central-1\n  b = ▸var\n  c = ▸path.modul\n  d = ▸terraform.env\n  e = ▸data.aws_region\n}\n`,
      [
        "eu-central-1 by itself is no value.",
        'Name the resource (type and name), or put "eu-central-1" in quotes if text is meant.',
      ],
      "var by itself is no value.",
      ["There is no path.modul.", "Write one of path.module, path.root, path.cwd."],
      "There is no terraform.env.",
      ["data.aws_region by itself is no value.", "Name type and name, as in data.type.name."],
    ],
    [
      "references in texts, for expressions, dynamic blocks, conditions and validations",
      `variable "v" {\n  validation {\n    condition     = var.v != ▸var.a\n    error_message = "No."\n  }\n}\nlocals {\n  a = "x-\${▸var.b}"\n  b = [for each in [1] : ▸var.c if ▸var.d]\n}\nresource "aws_ecs_cluster" "c" {\n  name = "a"\n  dynamic "setting" {\n    for_each = ▸var.e\n    content {\n      name = ▸var.f\n    }\n  }\n  lifecycle {\n    precondition {\n      condition     = ▸var.g\n      error_message = "No."\n    }\n  }\n}\n`,
      ..."abcdefg".split("").map((name) => `var.${name} is not declared in this module.`),
    ],
    [
      "local values that need themselves, each",
      `locals {\n  ▸a = local.a\n  ▸b = [local.c]\n  ▸c = { x = local.b }\n  d = local.a\n}\n`,
      ["local.a needs itself.", "Take the reference that leads back out."],
      "local.b needs itself, by other local values.",
      "local.c needs itself, by other local values.",
    ],
    [
      "JSON, at the text that they stand in",
      `{
  "locals": {
    "a": ▸"\${var.b}",
    "c": ▸▸"x \${local.d} y \${aws_iam_role.e.arn}"
  },
  "output": { "o": { "value": ▸"\${data.aws_region.r.name}" } }
}
`,
      "var.b is not declared in this module.",
      "aws_iam_role.e is not declared in this module.",
      "local.d is not declared in this module.",
      "data.aws_region.r is not declared in this module.",
    ],
  ],
  isSilent: [
    [
      "what is declared, in any file",
      {
        "a.tf": output("[var.a, local.b, module.m, module.m.x]"),
        "b.tf": `variable "a" {}\nlocals {\n  b = 1\n}\nmodule "m" {\n  source = "a/b/c"\n}\n`,
      },
    ],
    [
      "attributes, keys and splats",
      `resource "aws_iam_role" "many" {\n  count = 2\n}\nresource "aws_iam_role" "each" {\n  for_each = {}\n}\nlocals {\n  a = [aws_iam_role.many[0].arn, aws_iam_role.many[*].arn, aws_iam_role.each["a"].arn, aws_iam_role.many, values(aws_iam_role.each)[*].arn]\n}\n`,
    ],
    [
      "names that a for expression or a dynamic block binds",
      `locals {\n  a = { for key, value in {} : key => value.x if key != "" }\n}\nresource "aws_ecs_cluster" "c" {\n  name = "a"\n  dynamic "setting" {\n    for_each = []\n    iterator = each_one\n    content {\n      name  = each_one.key\n      value = each_one.value.x\n    }\n  }\n}\n`,
    ],
    [
      "outputs of modules that aren't read",
      `module "m" {\n  source = "a/b/c"\n}\nlocals {\n  a = module.m.anything.at.all\n}\n`,
    ],
    [
      "attributes of types that are not kept",
      `resource "aws_s3_bucket" "b" {}\nlocals {\n  a = aws_s3_bucket.b.anything\n}\n`,
    ],
    [
      "paths and the workspace",
      `locals {\n  a = [path.module, path.root, path.cwd, terraform.workspace]\n}\n`,
    ],
    [
      "words that are no references",
      `variable "a" {\n  type = string\n}\nresource "aws_iam_role" "r" {\n  provider = aws.management\n  lifecycle {\n    ignore_changes = [tags]\n  }\n}\n`,
    ],
    [
      "a data source of a check",
      `check "c" {\n  data "aws_region" "r" {}\n  assert {\n    condition     = data.aws_region.r.name != ""\n    error_message = "No."\n  }\n}\n`,
    ],
    ["an escaped template, and a comment", `locals {\n  a = "$\${var.b}" # var.c\n}\n`],
    [
      "local values that need each other in a row",
      `locals {\n  a = local.b\n  b = local.c\n  c = 1\n}\n`,
    ],
    ["JSON without templates", `{"locals": {"a": "var.b", "//": "\${var.c}", "d": "$\${var.e}"}}`],
  ],
});
