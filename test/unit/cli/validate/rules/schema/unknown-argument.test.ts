import { unknownArgument } from "../../../../../../cli/validate/rules/schema/unknown-argument";
import { itHolds } from "../../../../../support/rule-cases";

const logGroup = (lines: string) =>
  `resource "aws_cloudwatch_log_group" "x" {\n  name = "apono"\n${lines}\n}\n`;
const cluster = (lines: string) =>
  `resource "aws_ecs_cluster" "x" {\n  name = "apono"\n${lines}\n}\n`;

itHolds(unknownArgument, {
  finds: [
    [
      "a misspelt argument, with what was meant",
      logGroup(`  ▸retention_in_day = 30`),
      [
        'aws_cloudwatch_log_group.x has no argument "retention_in_day".',
        "Did you mean retention_in_days? Correct the name, or take it out.",
      ],
    ],
    [
      "one that every object of JavaScript has",
      logGroup(`  ▸constructor = 30`),
      'aws_cloudwatch_log_group.x has no argument "constructor".',
    ],
    [
      "one of a nested block",
      cluster(
        `  configuration {\n    execute_command_configuration {\n      ▸log = "NONE"\n    }\n  }`,
      ),
      'configuration.execute_command_configuration of aws_ecs_cluster.x has no argument "log".',
    ],
    [
      "a block that isn't there",
      cluster(`  ▸settings {\n    name = "containerInsights"\n  }`),
      [
        'aws_ecs_cluster.x has no block "settings".',
        "Did you mean setting? Correct the name, or take it out.",
      ],
    ],
    [
      "a block with an equals sign",
      cluster(`  ▸configuration = {}`),
      [
        'aws_ecs_cluster.x has no argument "configuration".',
        "It is a block: write configuration { … }, without an equals sign.",
      ],
    ],
    [
      "an argument without one",
      logGroup(`  ▸tags {\n    a = "b"\n  }`),
      ['aws_cloudwatch_log_group.x has no block "tags".', "It is an argument: write tags = …."],
    ],
    [
      "a dynamic block that isn't there",
      cluster(`  ▸dynamic "settings" {\n    for_each = []\n    content {}\n  }`),
      'aws_ecs_cluster.x has no block "settings".',
    ],
    [
      "what stands in the content of a dynamic block",
      cluster(
        `  dynamic "setting" {\n    for_each = ["a"]\n    content {\n      name = "a"\n      ▸valeu = "b"\n    }\n  }`,
      ),
      'setting of aws_ecs_cluster.x has no argument "valeu".',
    ],
    [
      "arguments of data sources, providers and ephemeral resources",
      `data "aws_region" "x" {\n  ▸nmae = "a"\n}\n\nprovider "aws" {\n  ▸regoin = "b"\n}\n\nephemeral "aws_eks_cluster_auth" "x" {\n  name = "c"\n  ▸tokn = "d"\n}\n`,
      'data.aws_region.x has no argument "nmae".',
      'provider aws has no argument "regoin".',
      'ephemeral.aws_eks_cluster_auth.x has no argument "tokn".',
    ],
    [
      "meta-arguments where they have no meaning",
      `provider "aws" {\n  ▸count = 1\n}\n\ndata "aws_region" "x" {\n  ▸provisioner "local-exec" {\n    command = "true"\n  }\n}\n`,
      'provider aws has no argument "count".',
      'data.aws_region.x has no block "provisioner".',
    ],
    [
      "names in JSON, at any depth",
      `{
  "resource": {
    "aws_ecs_cluster": {
      "x": {
        "name": "apono",
        ▸"nmae": "b",
        "configuration": {
          "execute_command_configuration": [{ ▸"log": "NONE" }]
        },
        "dynamic": { "setting": { "for_each": ["a"], "content": { ▸"valeu": 1 } } }
      }
    }
  }
}
`,
      'aws_ecs_cluster.x has no argument "nmae".',
      'configuration.execute_command_configuration of aws_ecs_cluster.x has no argument "log".',
      'setting of aws_ecs_cluster.x has no argument "valeu".',
    ],
    [
      "what only a later version has, where that is not allowed",
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 5.0" }\n  }\n}\n${logGroup(`  ▸region = "eu-central-1"`)}`,
      'aws_cloudwatch_log_group.x has no argument "region".',
    ],
  ],
  isSilent: [
    [
      "meta-arguments",
      logGroup(
        `  count      = 1\n  depends_on = []\n  provider   = aws\n  lifecycle {\n    prevent_destroy = true\n  }\n  provisioner "local-exec" {\n    command = "true"\n  }\n  connection {}`,
      ),
    ],
    [
      "timeouts, where the type has them",
      `resource "aws_ecs_service" "x" {\n  name = "a"\n  timeouts {\n    create = "1m"\n  }\n}\n`,
    ],
    [
      "what a later version has, where that is allowed",
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = ">= 6.0" }\n  }\n}\n${logGroup(`  region = "eu-central-1"`)}`,
    ],
    [
      "blocks that are written as a list of objects, where the type has both",
      `resource "aws_security_group" "x" {\n  ingress = []\n  egress {\n    from_port = 0\n    to_port   = 0\n    protocol  = "-1"\n  }\n}\n`,
    ],
    [
      "types whose arguments are not kept",
      `resource "aws_s3_bucket" "x" {\n  nothing_such = 1\n}\n`,
    ],
    [
      "comments and empty things in JSON",
      `{"resource": {"aws_ecs_cluster": {"x": {"//": "name", "name": "a", "configuration": [], "setting": null}}}}`,
    ],
    ["keys of a map", logGroup(`  tags = { nmae = "a" }`)],
  ],
});
