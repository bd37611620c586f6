import { valueOf } from "../../../../../cli/terraform/configuration";
import { placeOf } from "../../../../../cli/terraform/range";
import { type ModuleTexts, readModule } from "../../../../../cli/validate/read/read-modules";

const problems = async (texts: ModuleTexts) =>
  (await readModule(".", texts)).problems.map(
    ({ range, message }) => `${placeOf(range)} ${message}`,
  );

it("the first place that can't be read is told", async () => {
  expect(await problems({ "main.tf": 'locals {\n  a = "x\n}\n' })).toHaveLength(1);
  expect(await problems({ "a.tf.json": '{"locals": ' })).toEqual([
    "a.tf.json:1:12 Invalid JSON: value expected.",
    "a.tf.json:1:12 Invalid JSON: close brace expected.",
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
