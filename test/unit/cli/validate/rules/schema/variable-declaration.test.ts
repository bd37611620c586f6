import { variableDeclaration } from "../../../../../../cli/validate/rules/schema/variables";
import { itHolds } from "../../../../../support/rule-cases";

const variable = (lines: string, name = "a") => `variable "${name}" {\n${lines}\n}\n`;
const TYPES =
  "Write string, number, bool, any, list(…), set(…), map(…), object({ … }) or tuple([…]).";

itHolds(variableDeclaration, {
  finds: [
    [
      "types that aren't there",
      variable("  type = ▸nubmer") +
        variable("  type = ▸list(strin)", "b") +
        variable("  type = ▸integer", "c"),
      ["The type of the variable a can't be read: nubmer is no type.", TYPES],
      "The type of the variable b can't be read: strin is no type.",
      "The type of the variable c can't be read: integer is no type.",
    ],
    [
      "types that lack something",
      variable("  type = ▸set", "a") +
        variable("  type = ▸object({ x })", "b") +
        variable("  type = ▸map()", "c") +
        variable("  type = ▸object(string)", "d") +
        variable("  type = ▸map(list)", "e"),
      "The type of the variable a can't be read: set needs the type of what is in it.",
      "The type of the variable b can't be read: x has no type.",
      "The type of the variable c can't be read: ) is no type.",
      "The type of the variable d can't be read: { is missing.",
      "The type of the variable e can't be read: list needs the type of what is in it.",
    ],
    [
      "defaults of another type",
      variable('  type    = list(string)\n  default = ▸"x"', "a") +
        variable("  type    = string\n  default = ▸[]", "b") +
        variable('  type    = number\n  default = ▸"two"', "c") +
        variable("  type    = bool\n  default = ▸0", "d"),
      [
        'The default of the variable a is no list(string): "x" is no list.',
        "Give it a default of its type, or correct the type.",
      ],
      "The default of the variable b is no string: a list is no string.",
      'The default of the variable c is no number: "two" is no number.',
      "The default of the variable d is no bool: 0 is no bool.",
    ],
    [
      "what is wrong inside of a default",
      variable("  type    = map(list(number))\n  default = ▸{ x = [1, [2]] }", "a") +
        variable(
          "  type    = object({ x = string, y = optional(number) })\n  default = ▸{ y = 1 }",
          "b",
        ) +
        variable('  type    = tuple([string, number])\n  default = ▸["x"]', "c"),
      'The default of the variable a is no map(list(number)): ["x"][1]: a list is no number.',
      "The default of the variable b is no object({ x = string, y = number }): x is missing.",
      "The default of the variable c is no tuple([string, number]): a list is no such tuple.",
    ],
    [
      "null, where that is not allowed",
      variable("  nullable = false\n  default  = ▸null"),
      [
        "The variable a may not be null, and that is its default.",
        "Take nullable = false out, or give it another default, or none.",
      ],
    ],
    [
      "defaults that refer to something, a call, too",
      variable("  default = ▸var.b") +
        variable('  default = ▸"x-${local.c}"', "b") +
        variable("  default = ▸tolist([])", "c"),
      [
        "The default of the variable a refers to something.",
        "Write a plain value, or let it be null and choose the value in a local.",
      ],
      "The default of the variable b refers to something.",
      "The default of the variable c refers to something.",
    ],
    [
      "a validation that asks about something else",
      variable('  validation {\n    condition     = ▸var.b != ""\n    error_message = "No."\n  }'),
      [
        "A validation of the variable a doesn't ask about var.a.",
        "Refer to var.a, or ask in a precondition.",
      ],
    ],
    [
      "JSON, where a type is a text",
      `{
  "variable": {
    "a": { "type": ▸"nubmer" },
    "b": { "type": "list(string)", "default": ▸"x" },
    "c": { "nullable": false, "default": ▸null },
    "d": { "validation": { "condition": ▸"\${true}", "error_message": "No." } },
    "e": { "type": ▸"\${string}" }
  }
}
`,
      "The type of the variable a can't be read: nubmer is no type.",
      'The default of the variable b is no list(string): "x" is no list.',
      "The variable c may not be null, and that is its default.",
      "A validation of the variable d doesn't ask about var.d.",
      "The type of the variable e can't be read: $ is no type.",
    ],
  ],
  isSilent: [
    [
      "every type",
      [
        "string",
        "number",
        "bool",
        "any",
        "list(string)",
        "list",
        "map",
        "set(any)",
        "map(list(number))",
        "tuple([string, number])",
        'object({ x = string, y = optional(number, 1), "z" = optional(list(object({}))) })',
        "object({\n    # a comment\n    x = string // another\n    y = number\n  })",
      ]
        .map((type, index) => variable(`  type = ${type}`, `a${index}`))
        .join(""),
    ],
    ["no type and no default", variable("")],
    [
      "defaults that Terraform converts",
      variable('  type    = number\n  default = "2"', "a") +
        variable("  type    = string\n  default = 5", "b") +
        variable('  type    = bool\n  default = "true"', "c") +
        variable('  type    = set(string)\n  default = ["x", 1]', "d") +
        variable("  type    = map(string)\n  default = { x = 1 }", "e"),
    ],
    [
      "null as a default",
      variable("  type    = list(string)\n  default = null", "a") +
        variable("  nullable = true\n  default  = null", "b"),
    ],
    ["nullable = false with another default", variable('  nullable = false\n  default  = "x"')],
    [
      "operators in a default, which are no references",
      variable("  type    = number\n  default = -1"),
    ],
    [
      "validations that ask about others, too",
      variable(
        '  validation {\n    condition     = var.b == "" || var.a != ""\n    error_message = "No."\n  }',
      ),
    ],
    [
      "validations that ask in a function or a for expression",
      variable(
        '  validation {\n    condition     = alltrue([for each in var.a : each != ""])\n    error_message = "No."\n  }',
      ),
    ],
    [
      "JSON",
      `{"variable": {"a": {"type": "number", "default": "2"}, "b": {"default": null}, "c": {"default": {"x": [1]}}, "d": {"validation": [{"condition": "\${var.d != 1}", "error_message": "No."}]}}}`,
    ],
  ],
});
