import { deprecated } from "../../../../../../cli/validate/rules/schema/deprecated";
import { itHolds } from "../../../../../support/rule-cases";

const role = (lines: string) =>
  `resource "aws_iam_role" "x" {\n  assume_role_policy = "{}"\n${lines}\n}\n`;

itHolds(deprecated, {
  finds: [
    [
      "an argument, by its name, known or not",
      `variable "a" {}\n${role("  ▸managed_policy_arns = var.a")}`,
      [
        "managed_policy_arns of aws_iam_role.x is deprecated.",
        "See the type's page in the provider's documentation for what to take instead.",
      ],
    ],
    [
      "a block, once however often it stands",
      role(
        '  ▸inline_policy {\n    name   = "a"\n    policy = "{}"\n  }\n  inline_policy {\n    name   = "b"\n    policy = "{}"\n  }',
      ),
      "The block inline_policy of aws_iam_role.x is deprecated.",
    ],
    [
      "a dynamic block",
      role('  ▸dynamic "inline_policy" {\n    for_each = []\n    content {}\n  }'),
      "The block inline_policy of aws_iam_role.x is deprecated.",
    ],
    [
      "JSON",
      `{"resource": {"aws_iam_role": {"x": {"assume_role_policy": "{}", ▸"managed_policy_arns": [], ▸"inline_policy": {"name": "a"}}}}}`,
      "managed_policy_arns of aws_iam_role.x is deprecated.",
      "The block inline_policy of aws_iam_role.x is deprecated.",
    ],
  ],
  isSilent: [
    ["null", role("  managed_policy_arns = null")],
    ["what isn't deprecated", role('  name = "a"')],
    ["reading it", `${role("")}output "x" {\n  value = aws_iam_role.x.managed_policy_arns\n}\n`],
    [
      "the same name elsewhere",
      `resource "aws_s3_bucket" "x" {\n  managed_policy_arns = []\n  inline_policy {}\n}\n`,
    ],
    [
      "JSON's null",
      `{"resource": {"aws_iam_role": {"x": {"assume_role_policy": "{}", "managed_policy_arns": null, "inline_policy": null}}}}`,
    ],
  ],
});
