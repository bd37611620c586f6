import { Evaluator } from "../../../../cli/validate/evaluate";
import { readModule } from "../../../../cli/validate/read/folder";
import { UNKNOWN } from "../../../../cli/validate/value";

const BASE = `variable "size" {
  default = 3
}
variable "none" {}
variable "hidden" {
  default   = "a"
  sensitive = true
}
variable "unset" {
  default   = null
  ephemeral = true
}
locals {
  tags = { team = "a", "with space" = ["x", "y"] }
  loop = local.pool
  pool = local.loop
}
`;

/** What an expression is worth beside {@link BASE}. */
async function valueOf(expression: string) {
  const module = await readModule(".", { "main.tf": `${BASE}locals {\n  it = ${expression}\n}\n` });
  expect(module.problems).toEqual([]);
  const it = module.blocks.at(-1)?.body.attributes.get("it");
  return new Evaluator(module).evaluate(it!.value);
}

it.each([
  ["1e-9", 1e-9],
  ["-2.5", -2.5],
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["true && !false", true],
  ["null", null],
  ["[] == null", false],
  ["null == null", true],
  // What is evaluated may be shown, and null tells nothing.
  ["var.hidden", UNKNOWN],
  ['sensitive("a")', UNKNOWN],
  ['nonsensitive(sensitive("a"))', UNKNOWN],
  ["var.unset", null],
  ["sensitive(null)", null],
  ['"a\\n\\"b\\" \\u00e9 $${x}"', 'a\n"b" é ${x}'],
  ['"n = ${var.size}"', "n = 3"],
  ['"${var.size}"', 3],
  ["<<EOT\n  a\n  b\nEOT\n", "  a\n  b\n"],
  ["<<-EOT\n    a\n      b\n  EOT\n", "a\n  b\n"],
  ["[1, /* two */ 2, # three\n 3]", [1, 2, 3]],
  ["{ a = 1, (local.tags.team) = 2 }", { a: 2 }],
  ['local.tags["with space"][1]', "y"],
  ['var.size > 2 ? "big" : "small"', "big"],
  ['true ? "a" : false ? "b" : "c"', "a"],
  ['false ? "a" : false ? "b" : true ? "c" : "d"', "c"],
  ['false ? "a" : true ? true ? "b" : "c" : "d"', "b"],
  ['(true ? false : true) ? "a" : "b"', "b"],
  ["[for x in [1, 2, 3] : x * 2 if x != 2]", [2, 6]],
  ['{ for k, v in { a = 1 } : "${k}x" => v }', { ax: 1 }],
  ['{ for v in [1, 2, 3] : v > 1 ? "many" : "one" => v... }', { one: [1], many: [2, 3] }],
  // White space as Go has it.
  ['"\u0085${~ 1 ~}\ufeff\u0085"', "1\ufeff\u0085"],
  // Texts are in Unicode's NFC, however they were written.
  ['"e\\u0301"', "é"],
  ['"e\u0301"', "é"],
  ["<<EOT\ne\u0301\nEOT\n", "é\n"],
  ["<<-EOT\n  e\u0301\n  EOT\n", "é\n"],
  ['{ "e\u0301" = 1 }["\\u00e9"]', 1],
  ['{ "\\u00e9" = 1 }["e\u0301"]', 1],
  ['jsondecode("{\\"e\\\\u0301\\": [\\"e\\\\u0301\\"]}")', { é: ["é"] }],
])("%s is %j", async (expression, value) => {
  expect(await valueOf(expression)).toEqual(value);
});

it.each([
  ...["var.none", "local.loop", "local.nothing", "aws_x.y.id", "nosuch(1)", '"a${var.none}"'],
  ...["9007199254740993", "9007199254740993 > 1", '"${0.0000001}x"', "1.5 * 1.1", "0.3 + 0.4"],
  ...["1 / 0", "0 / 0", "9007199254740991 + 2", "1.0000000000000001 == 1"],
  '{ for p in ["a", "a"] : p => true }',
  ...["{ b = 1, a = 2 } == { a = 2, b = 1 }", '["a"] != tolist(["a"])', 'jsonencode([]) == "[]"'],
])("%s is not known", async (expression) => {
  expect(await valueOf(expression)).toBe(UNKNOWN);
});

it("what is not known stays inside of what is", async () => {
  expect(await valueOf("[1, var.none]")).toEqual([1, UNKNOWN]);
});

it.each([
  ['[for k, v in { z = 1, a = 2, "10" = 3, "9" = 4 } : k]', ["10", "9", "a", "z"]],
  ["[for v in { z = 1, a = 2 } : v]", [2, 1]],
  ['[for k, v in jsondecode("{\\"z\\":1,\\"10\\":2,\\"9\\":3}") : v]', [2, 3, 1]],
  ["{ for k, v in { z = 1, a = 1 } : v => k... }", { 1: ["a", "z"] }],
  ['"%{ for k, v in { z = 1, a = 2 } }${k}%{ endfor }"', "az"],
  ["[for k, v in { z = [1], a = [2] } : [for w in v : w + 1][0]]", [3, 2]],
])("%s goes by key: %j", async (expression, value) => {
  expect(await valueOf(expression)).toEqual(value);
});

it.each([
  ["9007199254740993", UNKNOWN],
  ["1.0000000000000001", UNKNOWN],
  ["1.50", 1.5],
])("the number %s of a file in JSON", async (number, value) => {
  const { blocks } = await readModule(".", { "main.tf.json": `{"locals": {"it": ${number}}}` });
  const it = blocks[0]?.body.attributes.get("it");
  expect(it?.source).toBe(number);
  expect(new Evaluator(await readModule(".", {})).evaluate(it!.value)).toBe(value);
});
