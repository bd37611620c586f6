import { valueOf } from "../../../../../cli/validate/model/configuration";
import { placeOf } from "../../../../../cli/validate/model/range";
import { type ModuleTexts, readModule } from "../../../../../cli/validate/read/folder";

const problems = async (texts: ModuleTexts) =>
  (await readModule(".", texts)).problems.map(
    ({ range, message }) => `${placeOf(range)} ${message}`,
  );

it.each([
  ["locals {\n  a = 1\n  a = 2\n}\n", ["main.tf:3:3 a is set twice in one block."]],
  ["locals {\n  a = 'x'\n}\n", ["main.tf:2:7 Single quotes mean nothing to Terraform."]],
  ['locals {\n  a = "x\n}\n', ["main.tf:2:7 A text in quotes doesn't end on its line."]],
  ["a = 1\n", ["main.tf:1:1 a stands outside of any block."]],
])("mistakes have their places: %j", async (text, expected) => {
  expect(await problems({ "main.tf": text })).toEqual(expected);
});

it("JSON's mistakes have theirs", async () => {
  expect(await problems({ "a.tf.json": '{\n  "locals": 1\n}' })).toEqual([
    'a.tf.json:2:13 "locals" holds objects.',
  ]);
  expect(await problems({ "a.tf.json": '{"locals": {"a": "${"}}' })).toEqual([
    "a.tf.json:1:18 The expression in this text is not Terraform's syntax.",
  ]);
});

it("blocks of JSON may come in lists, with expressions in their texts", async () => {
  const { blocks } = await readModule(".", {
    "a.tf.json": '{"output": [{"a": {"value": "${local.x}"}}, {"b": [{"value": "y"}]}]}',
  });
  expect(blocks.map(({ labels }) => labels)).toEqual([["a"], ["b"]]);
  expect(valueOf(blocks[0]!.body, "value")).toMatchObject({ kind: "reference", steps: ["x"] });
});

it("override files put their arguments in the place of others", async () => {
  const { blocks } = await readModule(".", {
    "main.tf": 'resource "x" "y" {\n  a = 1\n  b = 2\n}\n',
    "x_override.tf": 'resource "x" "y" {\n  a = 3\n}\n',
  });
  expect(blocks).toHaveLength(1);
  expect(valueOf(blocks[0]!.body, "a")).toMatchObject({ value: 3 });
  expect(valueOf(blocks[0]!.body, "b")).toMatchObject({ value: 2 });
});

it("OpenTofu's files count where there is no other of the name", async () => {
  const { files } = await readModule(".", { "a.tf": "", "a.tofu": "", "b.tofu": "", "c.txt": "" });
  expect(files).toEqual(["a.tf", "b.tofu"]);
});
