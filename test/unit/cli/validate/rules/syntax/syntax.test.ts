import { syntax } from "../../../../../../cli/validate/rules/syntax/syntax";
import { itHolds } from "../../../../../support/rule-cases";

const STOPS = "Correct it here or shortly before; terraform fmt stops at the same place.";
const local = (value: string) => `locals {\n  a = ${value}\n}\n`;

itHolds(syntax, {
  finds: [
    [
      "a text that doesn't end on its line",
      `locals {\n  a = ▸"b\n  c = "d"\n}\n`,
      [
        "A text in quotes doesn't end on its line.",
        'Close it with ", and write \\" for a quote inside of it. What follows can\'t be read before that.',
      ],
    ],
    [
      "single quotes, each",
      `locals {\n  a = ▸'b'\n  c = [▸'d "e', f(▸'g', "h's")] # i's\n  j = ▸'k\n}\n`,
      ["Single quotes mean nothing to Terraform.", 'Put texts in double quotes: "…".'],
      "Single quotes mean nothing to Terraform.",
      "Single quotes mean nothing to Terraform.",
      "Single quotes mean nothing to Terraform.",
    ],
    [
      "single quotes before a text that doesn't end",
      `locals {\n  a = ▸'b'\n  c = ▸"d\n}\n`,
      "Single quotes mean nothing to Terraform.",
      "A text in quotes doesn't end on its line.",
    ],
    [
      "a heredoc with its marker in quotes",
      `locals {\n  a = 1\n  b = ▸<<-"EOT"\n    x\n  EOT\n  c = 2\n}\n\n\n`,
      [
        "The marker of a heredoc is in quotes.",
        "Write it without: <<-EOT. What is inside is a template anyway; $${ stands for ${ as it is.",
      ],
    ],
    [
      "a heredoc that never ends",
      `locals {\n  a = <<X\n  y\nX\n  b = ▸<<-EOF\n    x\n  EOF and more\n  c = 2\n}\n\n`,
      [
        "The heredoc that begins here never ends.",
        "Write its marker on a line of its own, with nothing before it but white space, and nothing behind it.",
      ],
    ],
    [
      "a comment that never ends",
      `locals {\n  a = 1 /* one */\n}\n▸/* two\n`,
      ["The comment that begins here never ends.", "Close it with */."],
    ],
    [
      "a chain of operators that is too long to be read, where it begins",
      local(`▸${Array(700).fill("true").join(" || ")}`),
      [
        "This is nested too deeply to be read: a stack holds some 300 brackets, or 500 operators or conditions in a chain.",
        "Close the brackets that are open, or split the chain into several local values.",
      ],
    ],
    [
      "a chain of conditions",
      local(`▸${"true ? 1 : ".repeat(700)}2`),
      "This is nested too deeply to be read: a stack holds some 300 brackets, or 500 operators or conditions in a chain.",
    ],
    [
      "an argument that is set twice",
      `locals {\n  a = 1\n  ▸a = 2\n}\n`,
      ["a is set twice in one block.", STOPS],
    ],
    [
      "what is no sentence of it",
      `▸resource "a" "b" 1\n`,
      ["This is not Terraform's syntax.", STOPS],
    ],
    [
      "a value that goes on on another line",
      `locals {\n  a = 1\n    ▸+ 2\n}\n`,
      [
        "A value goes on on another line, and no brackets hold it together.",
        "Write it on one line, or put parentheses around it.",
      ],
    ],
    [
      "a block on one line with a block in it",
      `variable "a" {\n}\nresource "b" "c" { ▸lifecycle {} }\n`,
      [
        "A block on one line holds one argument and nothing else.",
        "Begin a new line after {, after each argument and before }.",
      ],
    ],
    [
      "a block that ends on the line of its last argument",
      `locals {\n  a = 1 ▸}\n`,
      ["The block ends on the line of its last argument.", "Put } on the next."],
    ],
    [
      "two things on one line",
      `locals {\n  a = 1\n} ▸locals {\n  b = 1\n}\n`,
      [
        "An argument or a block begins on the line where another ends.",
        "Begin it on a line of its own.",
      ],
    ],
    [
      "entries of an object without a comma",
      local("{ b = 1 ▸c = 2 }"),
      [
        "Two entries of an object stand on one line without a comma.",
        "Put a comma or a line break between them.",
      ],
    ],
    ["an empty interpolation", local('"b-▸${}"'), "There is no expression between ${ and }."],
    ["a number of another language", local("▸0x10"), "0x10 is no number that Terraform reads."],
    [
      "arguments outside of blocks",
      `▸a = 1\n`,
      [
        "a stands outside of any block.",
        "Put it into the block that it belongs to; a value of a variable goes into a .tfvars file.",
      ],
    ],
    [
      "a label with an expression",
      `module ▸"\${var.a}" {\n  source = "a/b/c"\n}\n`,
      "A block's label is a text without expressions.",
    ],
    [
      "an override of what isn't there, a local value, too",
      {
        "main.tf": `variable "a" {}\nlocals {\n  b = 1\n}\n`,
        "override.tf": `variable "a" {\n  default = 1\n}\n▸variable "c" {}\nlocals {\n  b = 2\n  ▸d = 3\n}\n`,
      },
      [
        "There is no variable c that this could override.",
        "Correct its type or name, or move it to a file whose name doesn't end in override.",
      ],
      "There is no local value d that this could override.",
    ],
    [
      "one file among others",
      { "a.tf": local("1"), "b.tf": local("▸'c'"), "d.tf.json": `{"locals": ▸1}` },
      "Single quotes mean nothing to Terraform.",
      '"locals" holds objects.',
    ],
    [
      "what is no JSON, or not of Terraform's form",
      {
        "a.tf.json": `▸[]`,
        "b.tf.json": `{"locals": {"a": 1▸"b": 2}}`,
        "c.tf.json": `{\n  "locals": { "a": 1, ▸"a": 2 }\n}\n`,
      },
      "A file of Terraform in JSON is one object.",
      "This is not JSON: comma expected.",
      '"a" is set twice in one object.',
    ],
    [
      "a comment in JSON where names of blocks stand, which Terraform takes for one",
      `{"variable": {"//": ▸"c"}}`,
      '"variable.//" holds objects.',
    ],
    [
      "an expression in JSON that is none",
      `{"locals": {"a": ▸"\${1 +}", "b": "\${1}"}}`,
      ["The expression in this text is not Terraform's syntax.", STOPS],
    ],
    [
      "variables that are no plain values, and blocks among them",
      {
        "a.tfvars": `a = ▸var.b\nc = "d-\${▸upper("e")}"\n▸f {\n}\n`,
        "b.tfvars.json": `{"a": 1, "b": ▸}`,
      },
      [
        "a: this is computed, and a file of variables holds plain values only.",
        "Write the value itself; compute it in a .tf file.",
      ],
      "c: this is computed, and a file of variables holds plain values only.",
      [
        "A file of variables holds no blocks, such as f here.",
        "Write f = … for a value, or move the block into a .tf file.",
      ],
      "This is not JSON: value expected.",
    ],
  ],
  isSilent: [
    [
      "values over several lines in brackets, texts and heredocs",
      `locals {\n  a = (1\n    + 2)\n  b = [\n    1,\n    2,\n  ]\n  c = <<-EOT\n    'x' "y\n  EOT\n  d = {\n    e = 1\n    f = 2, g = 3\n  }\n}\n`,
    ],
    ["blocks on one line", `variable "a" { type = string }\nvariable "b" {}\nlocals {}\n`],
    [
      "comments of each kind",
      `# a\n// b\n/* c\n   d = ' */\nlocals { # e\n  a = 1 // f\n  b = 2 /* g */\n}\n`,
    ],
    ["quotes, braces and escapes in texts", local(`"\\"'{}$\${b}%%{c} \\u00e9 \${"d"}"`)],
    ["one name in several blocks", local("1") + local("2")],
    ["a label without quotes", `variable a {}\n`],
    [
      "an empty file, and one of comments",
      { "a.tf": "", "b.tf": "# nothing\n", "c.tf.json": "{}", "d.tfvars": "" },
    ],
    [
      "JSON's comments, which may repeat",
      `{"//": "a", "//": "b", "locals": {"//": "c", "a": 1, "//": "d"}, "variable": {"e": {"//": "f"}}}`,
    ],
    ["JSON's blocks, which may repeat", `{"locals": [{"a": 1}, {"b": 2}], "variable": {"c": {}}}`],
    ["quotes in JSON that no expression is in", `{"locals": {"a": "it's $\${b} %%{c} {d}"}}`],
    [
      "plain values of variables",
      {
        "a.tfvars": `a = -1\nb = [true, null, { "c" = <<EOT\nd\nEOT\n}]\n`,
        "b.tfvars.json": `{"a": "b", "c": [1]}`,
      },
    ],
  ],
});
