import { blockCount } from "../../../../../../cli/validate/rules/schema/block-count";
import { itHolds } from "../../../../../support/rule-cases";

const cluster = (lines: string) => `resource "aws_ecs_cluster" "x" {\n  name = "a"\n${lines}\n}\n`;
const service = (lines: string) => `resource "aws_ecs_service" "x" {\n  name = "a"\n${lines}\n}\n`;

itHolds(blockCount, {
  finds: [
    [
      "the first that is too many",
      cluster("  configuration {}\n  ▸configuration {}\n  configuration {}"),
      [
        'aws_ecs_cluster.x has 3 blocks "configuration", where at most 1 may stand.',
        "Leave one, or put them together.",
      ],
    ],
    [
      "one more than several",
      service(
        `${'  ordered_placement_strategy {\n    type = "random"\n  }\n'.repeat(5)}  ▸ordered_placement_strategy {\n    type = "random"\n  }`,
      ),
      'aws_ecs_service.x has 6 blocks "ordered_placement_strategy", where at most 5 may stand.',
    ],
    [
      "a nested block",
      cluster(
        "  configuration {\n    execute_command_configuration {}\n    ▸execute_command_configuration {}\n  }",
      ),
      'configuration of aws_ecs_cluster.x has 2 blocks "execute_command_configuration", where at most 1 may stand.',
    ],
    [
      "a block that stands by itself, twice",
      service('  timeouts {\n    create = "1m"\n  }\n  ▸timeouts {\n    delete = "1m"\n  }'),
      'aws_ecs_service.x has 2 blocks "timeouts", where at most 1 may stand.',
    ],
    [
      "JSON's lists of objects",
      `{
  "resource": {
    "aws_ecs_cluster": {
      "x": { "name": "a", ▸"configuration": [{}, {}] }
    }
  }
}
`,
      'aws_ecs_cluster.x has 2 blocks "configuration", where at most 1 may stand.',
    ],
  ],
  isSilent: [
    ["one", cluster("  configuration {}")],
    ["none", cluster("")],
    [
      "blocks that may repeat",
      cluster(
        '  setting {\n    name  = "a"\n    value = "b"\n  }\n  setting {\n    name  = "a"\n    value = "b"\n  }',
      ),
    ],
    [
      "as many as may stand",
      service('  ordered_placement_strategy {\n    type = "random"\n  }\n'.repeat(5)),
    ],
    [
      "dynamic blocks, of which one may make nothing",
      cluster(
        `${'  dynamic "configuration" {\n    for_each = []\n    content {}\n  }\n'.repeat(2)}`,
      ),
    ],
    [
      "one in each of two resources",
      cluster("  configuration {}") + cluster("  configuration {}").replace('"x"', '"y"'),
    ],
    [
      "JSON's single objects",
      `{"resource": {"aws_ecs_cluster": {"x": {"name": "a", "configuration": {}}, "y": {"name": "a", "configuration": [{}]}}}}`,
    ],
  ],
});
