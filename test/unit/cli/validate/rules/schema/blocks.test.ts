import { blockArguments } from "../../../../../../cli/validate/rules/schema/block-arguments";
import { blockCount } from "../../../../../../cli/validate/rules/schema/block-count";
import { missingArgument } from "../../../../../../cli/validate/rules/schema/missing-argument";
import { unknownArgument } from "../../../../../../cli/validate/rules/schema/unknown-argument";
import { wrongType } from "../../../../../../cli/validate/rules/schema/wrong-type";
import { findings, mends } from "../findings";

/** A cluster, whose `configuration` may stand once, as one of a list. */
const cluster = (body: string) => `variable "some" {
  type = list(string)
}

resource "aws_ecs_cluster" "connector" {
  name = "apono"
${body}
}
`;

/** A dynamic block, of a cluster's configuration where nothing else is said. */
const dynamic = (forEach: string, content = "content {}") =>
  `dynamic "configuration" {\n  for_each = ${forEach}\n  ${content}\n}`;

const TWO =
  'error main.tf:5 aws_ecs_cluster.connector has 2 blocks "configuration", where at most 1 may stand.';

describe("the number of blocks", () => {
  it.each([
    [dynamic('["a", "b"]'), 1],
    [dynamic("{ a = 1, b = 2 }"), 1],
    [`configuration {}\n${dynamic('["a"]')}`, 1],
    [`configuration {}\n${dynamic("[]")}`, 0],
    [dynamic('["a"]'), 0],
    // Of a list Terraform doesn't count what it doesn't know, nor what stands beside it.
    [`configuration {}\nconfiguration {}\n${dynamic("var.some")}`, 0],
  ])("has dynamic ones in it: %j", async (body, count) => {
    const found = await findings(blockCount, cluster(body));
    expect(found.map((each) => each.replace(/:\d+/, ":5"))).toEqual(Array(count).fill(TWO));
  });

  it("is at most one of timeouts, where an unknown number of dynamic ones is one", async () => {
    const timeouts = 'dynamic "timeouts" {\n  for_each = var.some\n  content {}\n}';
    const units = (body: string) =>
      `variable "some" {}\nresource "aws_cloudformation_stack_set_instance" "units" {\n  stack_set_name = "a"\n${body}\n}\n`;
    expect(await findings(blockCount, units(timeouts))).toEqual([]);
    expect(await findings(blockCount, units(`timeouts {}\n${timeouts}`))).toEqual([
      'error main.tf:5 aws_cloudformation_stack_set_instance.units has 2 blocks "timeouts", where at most 1 may stand.',
    ]);
  });

  it("is the same in JSON", async () => {
    const configuration = { for_each: ["a", "b"], content: {} };
    const cluster = { name: "apono", dynamic: { configuration } };
    const files = {
      "main.tf.json": JSON.stringify({ resource: { aws_ecs_cluster: { connector: cluster } } }),
    };
    expect(await findings(blockCount, files)).toHaveLength(1);
  });
});

describe("a dynamic block", () => {
  it.each([
    ['dynamic "configuration" {\n  content {}\n}', 'needs the argument "for_each".'],
    [dynamic("[1]", ""), 'has 0 blocks "content", where one has to stand.'],
    [dynamic("[1]", "content {}\ncontent {}"), 'has 2 blocks "content", where one has to stand.'],
    [dynamic("[1]", "content {}\nlabels = []"), 'has no argument "labels".'],
    [dynamic("null"), "goes over null."],
    [dynamic('"abc"'), 'goes over "abc".'],
    [dynamic('"${var.some[0]}"'), "goes over a string."],
  ])("is refused: %j", async (body, message) => {
    const found = await findings(blockArguments, cluster(body));
    expect(found).toEqual([
      expect.stringContaining(`The dynamic block "configuration" ${message}`),
    ]);
    for (const mend of await mends(blockArguments, cluster(body))) expect(mend).toMatch(/\.$/);
  });

  it.each([dynamic("var.some"), dynamic("[]"), dynamic("{}", "iterator = each_one\ncontent {}")])(
    "is taken: %j",
    async (body) => {
      expect(await findings(blockArguments, cluster(body))).toEqual([]);
    },
  );

  it("over nothing isn't looked into", async () => {
    const volumes = (forEach: string) => `resource "aws_ecs_task_definition" "connector" {
  family                = "apono"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = ${forEach}
    content {
      nosuch = 1
    }
  }
}
`;
    for (const rule of [unknownArgument, missingArgument]) {
      expect(await findings(rule, volumes("[]"))).toEqual([]);
      expect(await findings(rule, volumes("[1]"))).toHaveLength(1);
    }
  });
});

it.each([
  [[], 0],
  [[null], 1],
  [[{}], 1],
  [[[]], 1],
  [[[{}, {}]], 1],
  [[null, {}], 2],
  [[[], []], 2],
])("of blocks in JSON written as %j there are %d", async (configuration, count) => {
  const cluster = { name: "apono", configuration };
  const files = {
    "main.tf.json": JSON.stringify({ resource: { aws_ecs_cluster: { connector: cluster } } }),
  };
  expect(await findings(wrongType, files)).toEqual([]);
  expect(await findings(blockCount, files)).toEqual(
    count < 2 ? [] : [expect.stringContaining(`has ${count} blocks "configuration"`)],
  );
});

it("objects in a list of their own are one block in JSON", async () => {
  const setting = [[{ name: "containerInsights" }, { value: "enabled" }]];
  const files = (value: unknown) => ({
    "main.tf.json": JSON.stringify({
      resource: { aws_ecs_cluster: { connector: { name: "apono", setting: value } } },
    }),
  });
  expect(await findings(missingArgument, files(setting))).toEqual([]);
  expect(await findings(missingArgument, files(setting.flat()))).toHaveLength(2);
  expect(await findings(wrongType, files([["a"]]))).toHaveLength(1);
});
