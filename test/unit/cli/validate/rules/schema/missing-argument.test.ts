import { missingArgument } from "../../../../../../cli/validate/rules/schema/missing-argument";
import { itHolds } from "../../../../../support/rule-cases";

itHolds(missingArgument, {
  finds: [
    [
      "each that is missing, at the block",
      `▸▸resource "aws_ecs_task_definition" "x" {}\n`,
      'aws_ecs_task_definition.x needs the argument "container_definitions", which is not set.',
      'aws_ecs_task_definition.x needs the argument "family", which is not set.',
    ],
    [
      "one that is null, at its place",
      `resource "aws_iam_role" "x" {\n  ▸assume_role_policy = null\n}\n`,
      'aws_iam_role.x needs the argument "assume_role_policy", which is not set.',
    ],
    [
      "one that is null by way of a local value",
      `locals {\n  none = null\n}\n\nresource "aws_iam_role" "x" {\n  ▸assume_role_policy = local.none\n}\n`,
      'aws_iam_role.x needs the argument "assume_role_policy", which is not set.',
    ],
    [
      "one of a nested block, at that block",
      `resource "aws_ecs_cluster" "x" {\n  name = "a"\n  ▸setting {\n    name = "containerInsights"\n  }\n}\n`,
      'setting of aws_ecs_cluster.x needs the argument "value", which is not set.',
    ],
    [
      "one in the content of a dynamic block",
      `resource "aws_ecs_cluster" "x" {\n  name = "a"\n  ▸dynamic "setting" {\n    for_each = [1]\n    content {\n      name = "containerInsights"\n    }\n  }\n}\n`,
      'setting of aws_ecs_cluster.x needs the argument "value", which is not set.',
    ],
    [
      "one of data sources and ephemeral resources",
      `▸data "aws_eks_cluster" "x" {}\n▸ephemeral "aws_eks_cluster_auth" "x" {}\n`,
      'data.aws_eks_cluster.x needs the argument "name", which is not set.',
      'ephemeral.aws_eks_cluster_auth.x needs the argument "name", which is not set.',
    ],
    [
      "one in JSON, where null is no value, either",
      `{
  "resource": {
    "aws_iam_role": {
      ▸"x": { "name": "a" },
      "y": { ▸"assume_role_policy": null }
    }
  }
}
`,
      'aws_iam_role.x needs the argument "assume_role_policy", which is not set.',
      'aws_iam_role.y needs the argument "assume_role_policy", which is not set.',
    ],
  ],
  isSilent: [
    [
      "a value that isn't known yet",
      `variable "p" {}\nresource "aws_iam_role" "x" {\n  assume_role_policy = var.p\n}\n`,
    ],
    ["an empty one", `resource "aws_iam_role" "x" {\n  assume_role_policy = ""\n}\n`],
    [
      "one that may be null",
      `variable "p" {\n  default = true\n}\nresource "aws_iam_role" "x" {\n  assume_role_policy = var.p ? "{}" : null\n}\n`,
    ],
    ["optional ones", `resource "aws_cloudwatch_log_group" "x" {}\n`],
    ["types whose arguments are not kept", `resource "aws_eks_cluster" "x" {}\n`],
    [
      "null for what need not be set",
      `resource "aws_cloudwatch_log_group" "x" {\n  name = null\n}\n`,
    ],
    [
      "one that an override file brings",
      {
        "main.tf": `resource "aws_iam_role" "x" {\n  name = "a"\n}\n`,
        "override.tf": `resource "aws_iam_role" "x" {\n  assume_role_policy = "{}"\n}\n`,
      },
    ],
    [
      "JSON with all that is needed",
      `{"resource": {"aws_iam_role": {"x": [{"assume_role_policy": "{}"}]}}, "data": {"aws_eks_cluster": {"x": {"name": "\${var.n}"}}}}`,
    ],
  ],
});
