import { blocksOf, valueOf } from "../../../../cli/terraform/configuration";
import type { Expression } from "../../../../cli/terraform/expression";
import { readModule } from "../../../../cli/validate/read/read-modules";

/** The value of `a` in a module, with its texts and names only. */
async function read(text: string, file = "main.tf"): Promise<unknown> {
  const module = await readModule(".", { [file]: text });
  expect(module.problems).toEqual([]);
  const [locals] = blocksOf(module, "locals");
  return plain(valueOf(locals!.body, "a")!);
}

function plain(value: Expression): unknown {
  if (value.kind === "literal") return value.value;
  if (value.kind === "reference") return { ref: [value.root, ...value.steps].join(".") };
  if (value.kind === "template") return value.parts.map(plain);
  if (value.kind === "conditional")
    return { if: plain(value.condition), then: plain(value.then), else: plain(value.otherwise) };
  if (value.kind === "for")
    return { each: plain(value.collection), gives: value.results.map(plain) };
  return value.kind;
}

const y = { ref: "var.y" };

it.each([
  ['" x "', " x "],
  ['"a ${var.y} b"', ["a ", y, " b"]],
  ['"${var.y} "', [y, " "]],
  ['"${var.y}"', y],
  ['"a ${~ var.y ~} b"', ["a", y, "b"]],
  ['"\\t$${x} %%{y} \\"q\\" \\u00e9"', '\t${x} %{y} "q" é'],
  ['""', ""],
  [
    '" %{ if var.y } yes %{ else } no %{ endif } "',
    [" ", { if: y, then: [" yes "], else: [" no "] }, " "],
  ],
  ['"%{ for v in var.y ~} ${v} %{ endfor }"', { each: y, gives: [{ ref: "v" }, " "] }],
])("reads the quoted text %s with all its white space", async (written, value) => {
  expect(await read(`locals {\n  a = ${written}\n}\n`)).toEqual(value);
});

it.each([
  ["<<EOT\n  hi\nEOT", "  hi\n"],
  ["<<EOT\nhi ${var.y} \n\n there\nEOT", ["hi ", y, " \n\n there\n"]],
  ["<<-EOT\n    hi\n      there\n    EOT", "hi\n  there\n"],
  ["<<-EOT\n    hi\n\n   \n      there\n  EOT", "hi\n\n   \n  there\n"],
  ["<<-EOT\n    ${var.y} a\n      ${var.y}\n    EOT", [y, " a\n  ", y, "\n"]],
  ["<<EOT\n\nEOT", "\n"],
])("reads the heredoc %j as Terraform does", async (written, value) => {
  expect(await read(`locals {\n  a = ${written}\n}\n`)).toEqual(value);
});

it.each([
  [" x ", " x "],
  ["a ${var.y} b", ["a ", y, " b"]],
  ["${var.y}", y],
  ["${var.y}\n", [y, "\n"]],
  ["\\${var.y}", ["\\", y]],
  ["$${x} ${var.y}", ["${x} ", y]],
])("reads the JSON text %j", async (written, value) => {
  const text = JSON.stringify({ locals: { a: written } });
  expect(await read(text, "main.tf.json")).toEqual(value);
});

const [n, m] = [{ ref: "var.n" }, { ref: "var.m" }];

it.each([
  ["var.y ? 1 : var.n ? 2 : 3", { if: y, then: 1, else: { if: n, then: 2, else: 3 } }],
  [
    "var.y ? 1 : var.n ? 2 : var.m ? 3 : 4",
    { if: y, then: 1, else: { if: n, then: 2, else: { if: m, then: 3, else: 4 } } },
  ],
  ["(var.y ? 1 : var.n) ? 2 : 3", { if: { if: y, then: 1, else: n }, then: 2, else: 3 }],
  [
    "var.y ? 1 : (var.n ? true : var.m) ? 3 : 4",
    { if: y, then: 1, else: { if: { if: n, then: true, else: m }, then: 3, else: 4 } },
  ],
  ["var.y ? var.n ? 1 : 2 : 3", { if: y, then: { if: n, then: 1, else: 2 }, else: 3 }],
])("groups %s as Terraform does, in HCL and in JSON", async (written, value) => {
  expect(await read(`locals {\n  a = ${written}\n}\n`)).toEqual(value);
  const json = JSON.stringify({ locals: { a: `\${${written}}` } });
  expect(await read(json, "main.tf.json")).toEqual(value);
});
