import { readModule } from "../../../../cli/validate/read/read-modules";

/** The blocks of a file in JSON, and what is wrong with it. */
async function read(content: unknown) {
  const { blocks, problems } = await readModule(".", { "main.tf.json": JSON.stringify(content) });
  return {
    blocks: blocks.map(({ type, labels }) => [type, ...labels].join(".")),
    problems: problems.map(({ message }) => message),
  };
}

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
});

it("defaults and descriptions are texts as they are, whatever stands in them", async () => {
  const variable = { default: "%{ if x }", description: "${", type: "string" };
  expect(await read({ variable: { a: variable }, output: { b: { description: "${" } } })).toEqual({
    blocks: ["variable.a", "output.b"],
    problems: [],
  });
  expect(await read({ output: { b: { value: "${" } } })).toEqual({
    blocks: ["output.b"],
    problems: [],
  });
});
