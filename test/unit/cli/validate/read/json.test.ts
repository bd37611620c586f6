import { readModule } from "../../../../../cli/validate/read/folder";
import { readVariableFile } from "../../../../../cli/validate/read/variable-file";

/** The blocks of a file in JSON, and what is wrong with it. */
async function read(content: unknown) {
  const { blocks, problems } = await readModule(".", { "main.tf.json": JSON.stringify(content) });
  return {
    blocks: blocks.map(({ type, labels }) => [type, ...labels].join(".")),
    problems: problems.map(({ message }) => message),
  };
}

it.each([
  [{ data: { aws_region: {} } }, '"data.aws_region" holds nothing, where a name is a key.'],
  [{ data: { aws_region: null } }, '"data.aws_region" holds nothing, where a name is a key.'],
  [{ data: { aws_region: [] } }, '"data.aws_region" holds nothing, where a name is a key.'],
  [{ data: [{}] }, '"data" holds nothing, where a type is a key.'],
  [{ resource: null }, '"resource" holds nothing, where a type is a key.'],
  [{ variable: {} }, '"variable" holds nothing, where a name is a key.'],
])("a block without its labels is a mistake: %j", async (content, problem) => {
  expect(await read(content)).toEqual({ blocks: [], problems: [problem] });
});

it.each([
  [{ locals: null }],
  [{ moved: [] }],
  [{ terraform: null }],
  [{ variable: { name: null } }],
  [{ data: { aws_region: { current: [] } } }],
])("a block of null, and none of a list, are no blocks: %j", async (content) => {
  expect(await read(content)).toEqual({ blocks: [], problems: [] });
});

it("one empty object of several needs no labels", async () => {
  expect(await read({ data: { aws_region: [{}, { current: {} }] } })).toEqual({
    blocks: ["data.aws_region.current"],
    problems: [],
  });
});

it("a comment is one in a block and at the top; where labels stand, it is a label", async () => {
  expect(await read({ "//": "x", output: { a: { "//": "x", value: 1 } } })).toEqual({
    blocks: ["output.a"],
    problems: [],
  });
  expect(await read({ output: { "//": "x", a: { value: 1 } } })).toEqual({
    blocks: ["output.a"],
    problems: ['"output.//" holds objects.'],
  });
});

it("blocks in a list are objects, not lists again", async () => {
  expect(await read({ locals: [[{ a: 1 }], { b: 2 }] })).toEqual({
    blocks: ["locals"],
    problems: ['"locals" holds objects.'],
  });
});

it("defaults and descriptions are texts as they are, whatever stands in them", async () => {
  const variable = { default: "%{ if x }", description: "${", type: "string" };
  expect(await read({ variable: { a: variable }, output: { b: { description: "${" } } })).toEqual({
    blocks: ["variable.a", "output.b"],
    problems: [],
  });
  expect(await read({ output: { b: { value: "${" } } })).toEqual({
    blocks: ["output.b"],
    problems: ["The expression in this text is not Terraform's syntax."],
  });
});

it("texts and keys of values are in Unicode's NFC; what is printed of them, and their places, are the file's", async () => {
  const text = '{"locals": {"a": {"e\u0301": "e\u0301"}, "b": "e\u0301${1}", "c": "e\u0301"}}';
  const { blocks } = await readModule(".", { "main.tf.json": text });
  const { attributes } = blocks[0]!.body;
  const [a, b, c] = ["a", "b", "c"].map((name) => attributes.get(name)!);
  const literal = (value: string | number) =>
    expect.objectContaining({ kind: "literal", value }) as unknown;
  expect(a!.value).toMatchObject({ entries: [{ key: literal("é"), value: literal("é") }] });
  expect(b!.value).toMatchObject({ parts: [literal("é"), literal(1)] });
  expect(c).toMatchObject({ value: literal("é"), source: "e\u0301" });
  expect(c!.value.range.start.column).toBe(text.lastIndexOf('"e') + 1);
});

it("values of variables in JSON are in Unicode's NFC", async () => {
  const { values } = await readVariableFile("a.tfvars.json", '{"a": ["e\u0301"]}');
  expect(values.get("a")!.value).toMatchObject({ items: [{ value: "é" }] });
});
