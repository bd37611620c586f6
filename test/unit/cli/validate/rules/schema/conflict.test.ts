import { findings } from "../../../../../support/validate";
import { conflict } from "../../../../../../cli/validate/rules/schema/conflict";
import { itHolds } from "../../../../../support/rule-cases";

const group = (lines: string) => `resource "aws_security_group" "x" {\n${lines}\n}\n`;

itHolds(conflict, {
  finds: [
    [
      "two of which one may be set, at the second",
      group(`  name        = "a"\n  ▸name_prefix = "b"`),
      [
        "aws_security_group.x sets name and name_prefix, of which one may be set.",
        "Take name or name_prefix out.",
      ],
    ],
    [
      "the same, whichever is written first",
      group(`  ▸name_prefix = "b"\n  name        = "a"`),
      "aws_security_group.x sets name and name_prefix, of which one may be set.",
    ],
    [
      "what is set by a local value, and an empty text",
      `locals {\n  prefix = "b"\n}\n${group(`  name        = ""\n  ▸name_prefix = local.prefix`)}`,
      "aws_security_group.x sets name and name_prefix, of which one may be set.",
    ],
    [
      "none of which one is needed",
      `▸data "aws_iam_openid_connect_provider" "x" {}\n`,
      [
        "data.aws_iam_openid_connect_provider.x sets none of arn, url, and needs one.",
        "Set one of them.",
      ],
    ],
    [
      "none, where all are null",
      `▸data "aws_iam_openid_connect_provider" "x" {\n  arn = null\n}\n`,
      "data.aws_iam_openid_connect_provider.x sets none of arn, url, and needs one.",
    ],
    [
      "an argument beside a block",
      `resource "aws_cloudformation_stack_set_instance" "x" {\n  stack_set_name = "a"\n  account_id     = "111122223333"\n  ▸deployment_targets {\n    organizational_unit_ids = ["ou-abcd-12345678"]\n  }\n}\n`,
      "aws_cloudformation_stack_set_instance.x sets account_id and deployment_targets, of which one may be set.",
    ],
    [
      "two in a nested block",
      `resource "aws_cloudformation_stack_set" "x" {\n  name = "a"\n  operation_preferences {\n    max_concurrent_count      = 1\n    ▸max_concurrent_percentage = 1\n  }\n}\n`,
      "operation_preferences of aws_cloudformation_stack_set.x sets max_concurrent_count and max_concurrent_percentage, of which one may be set.",
    ],
    [
      "JSON",
      `{"resource": {"aws_security_group": {"x": {"name": "a", ▸"name_prefix": "b"}}}}`,
      "aws_security_group.x sets name and name_prefix, of which one may be set.",
    ],
  ],
  isSilent: [
    ["one alone", group(`  name = "a"`)],
    ["none of which one may be set", group("")],
    ["null beside the other", group(`  name        = null\n  name_prefix = "b"`)],
    [
      "what isn't known yet",
      `variable "a" {}\n${group(`  name        = var.a\n  name_prefix = "b"`)}`,
    ],
    [
      "what may be null",
      `variable "a" {\n  type = bool\n}\n${group(`  name        = var.a ? "a" : null\n  name_prefix = var.a ? null : "b"`)}`,
    ],
    [
      "a dynamic block, which may make none",
      `variable "targets" {}\nresource "aws_cloudformation_stack_set_instance" "x" {\n  stack_set_name = "a"\n  account_id     = "111122223333"\n  dynamic "deployment_targets" {\n    for_each = var.targets\n    content {}\n  }\n}\n`,
    ],
    [
      "one of each in two resources",
      group(`  name = "a"`) + group(`  name_prefix = "b"`).replace('"x"', '"y"'),
    ],
    [
      "JSON with one",
      `{"resource": {"aws_security_group": {"x": {"name": null, "name_prefix": "b"}}}}`,
    ],
  ],
});

it("points to both places", async () => {
  const [finding] = await findings(conflict, {
    "main.tf": group(`  name        = "a"\n  name_prefix = "b"`),
  });
  expect(finding?.related).toEqual([
    {
      message: "name is set here.",
      range: { file: "main.tf", start: { line: 2, column: 3 }, end: { line: 2, column: 7 } },
    },
  ]);
});
