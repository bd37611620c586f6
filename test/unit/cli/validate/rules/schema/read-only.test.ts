import { readOnly } from "../../../../../../cli/validate/rules/schema/read-only";
import { itHolds } from "../../../../../support/rule-cases";

const role = (lines: string) =>
  `resource "aws_iam_role" "x" {\n  assume_role_policy = "{}"\n${lines}\n}\n`;

itHolds(readOnly, {
  finds: [
    [
      "what the provider sets, known or not",
      `variable "a" {}\n${role(`  ▸arn       = "arn:aws:iam::111122223333:role/x"\n  ▸unique_id = var.a`)}`,
      [
        "arn of aws_iam_role.x is set by the provider, and can't be set here.",
        "Take it out; other places can read it.",
      ],
      "unique_id of aws_iam_role.x is set by the provider, and can't be set here.",
    ],
    [
      "that of a data source",
      `data "aws_caller_identity" "x" {\n  ▸account_id = "111122223333"\n}\n`,
      "account_id of data.aws_caller_identity.x is set by the provider, and can't be set here.",
    ],
    [
      "that of an ephemeral resource",
      `ephemeral "aws_eks_cluster_auth" "x" {\n  name  = "a"\n  ▸token = "b"\n}\n`,
      "token of ephemeral.aws_eks_cluster_auth.x is set by the provider, and can't be set here.",
    ],
    [
      "one that null may replace, but need not",
      `variable "a" {\n  type = bool\n}\n${role(`  ▸arn = var.a ? "a" : null`)}`,
      "arn of aws_iam_role.x is set by the provider, and can't be set here.",
    ],
    [
      "JSON",
      `{"resource": {"aws_iam_role": {"x": {"assume_role_policy": "{}", ▸"arn": "a"}}}}`,
      "arn of aws_iam_role.x is set by the provider, and can't be set here.",
    ],
  ],
  isSilent: [
    ["null", role("  arn = null")],
    [
      "what the provider sets where the configuration doesn't",
      `resource "aws_security_group" "x" {\n  name        = "a"\n  name_prefix = null\n  ingress     = []\n}\nresource "aws_iam_role" "y" {\n  assume_role_policy = "{}"\n  name               = "a"\n}\n`,
    ],
    ["reading it", `${role("")}output "arn" {\n  value = aws_iam_role.x.arn\n}\n`],
    ["types whose arguments are not kept", `resource "aws_s3_bucket" "x" {\n  arn = "a"\n}\n`],
    [
      "JSON's null",
      `{"resource": {"aws_iam_role": {"x": {"assume_role_policy": "{}", "arn": null}}}}`,
    ],
  ],
});
