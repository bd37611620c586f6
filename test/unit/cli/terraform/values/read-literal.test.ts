import { readLiteral } from "../../../../../cli/terraform/values/read-literal";

it.each([
  ["2", 2],
  [" true ", true],
  ['"a"', "a"],
  ["null", null],
  ['["a", "b",]', ["a", "b"]],
  ['{ team = "platform", "a:b" : "c" }', { team: "platform", "a:b": "c" }],
  ['[\n  "a",\n]', ["a"]],
])("reads %j", async (text, value) => {
  expect(await readLiteral(text)).toEqual(value);
});

it.each(["", "a", "var.a", '"${var.a}"', "[var.a]", "[", "1\nother = 2", "file(var.a)"])(
  "refuses %j",
  async (text) => {
    expect(await readLiteral(text)).toBeUndefined();
  },
);
