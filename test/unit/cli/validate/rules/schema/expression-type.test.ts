import { expressionType } from "../../../../../../cli/validate/rules/schema/expressions";
import { itHolds } from "../../../../../support/rule-cases";

const local = (value: string, more = "") => `locals {\n  a = ${value}\n}\n${more}`;
const VARIABLES = `variable "flag" {
  type = bool
}
variable "names" {
  type = list(string)
}
variable "settings" {
  type = object({ name = string, inner = object({ size = number }) })
}
variable "any" {}
`;

itHolds(expressionType, {
  finds: [
    [
      "operators with what they don't take",
      local('[▸"one" + 1, -▸"a", ▸"a" && true, !▸1, 1 > ▸["b"]]'),
      ['The operator + takes a number: "one" is no number.', "Give it a number."],
      'The operator - takes a number: "a" is no number.',
      ['The operator && takes a bool: "a" is no bool.', "Give it a bool."],
      "The operator ! takes a bool: 1 is no bool.",
      "The operator > takes a number: a list is no number.",
    ],
    ["null in a sum", local("1 + ▸null"), "The operator + takes a number: null is none."],
    [
      "collections and null in a text",
      local('"a-${▸["b"]}-${▸{}}-${▸null}-${▸var.names}"', VARIABLES),
      [
        "A list can't be part of a text.",
        "Write it out with join() or jsonencode(), or read the part of it that is meant.",
      ],
      "An object can't be part of a text.",
      "Null can't be part of a text.",
      // Terraform asks once it knows the value.
      "warning: A list can't be part of a text.",
    ],
    [
      "conditions that are no conditions",
      local('[▸"a" ? 1 : 2, ▸null ? 1 : 2, ▸var.names ? 1 : 2]', VARIABLES),
      [
        'A condition is true or false: "a" is no bool.',
        "Compare the value with what is meant, as in x != null.",
      ],
      "A condition is true or false: null is neither.",
      "warning: A condition is true or false: a list is no bool.",
    ],
    [
      "conditions whose results differ",
      local('▸var.flag ? "a" : ["b"]', VARIABLES),
      [
        'The two results of a condition differ in type: "a", a list.',
        "Give both results one type.",
      ],
    ],
    [
      "what an object or a list doesn't have",
      `locals {\n  settings = { name = "a" }\n  all      = ["a"]\n  x        = ▸local.settings.nam\n  y        = ▸local.all[1]\n  z        = ▸local.settings.name.first\n}\n`,
      ['local.settings is an object: it has no "nam".', "It has name. Read one of those."],
      ["local.all is a list: it has no 1.", "It has 1 elements, counted from 0."],
      [
        'local.settings.name is "a": it has no "first".',
        "End the reference with local.settings.name.",
      ],
    ],
    [
      "what a variable's type doesn't have",
      local(
        "[▸var.settings.nam, ▸var.settings.inner.siz, ▸var.names.first, ▸var.flag.x]",
        VARIABLES,
      ),
      [
        'var.settings has no attribute "nam".',
        "Did you mean name? Its attributes are name, inner.",
      ],
      'var.settings.inner has no attribute "siz".',
      "var.names is a list: there is no .first to read of it.",
      "var.flag is a bool: there is no .x to read of it.",
    ],
    [
      "a for expression over a single value, and what is wrong in its rounds",
      local('[[for each in ▸"a" : each], [for each in ["b"] : ▸each + 1]]'),
      ['A for expression goes over "a".', "Give it a list, a set, a map or an object."],
      'The operator + takes a number: "b" is no number.',
    ],
    [
      "a thing once, however many rounds find it",
      local('[for each in [1, 2, 3] : ▸"a" + each]'),
      'The operator + takes a number: "a" is no number.',
    ],
    [
      "the branch that is taken, not the other",
      local('true ? ▸"a" + 1 : "b" + 1'),
      'The operator + takes a number: "a" is no number.',
    ],
    [
      "JSON, at the text",
      `{"locals": {"a": ▸"\${\\"a\\" + 1}", "b": ▸"x-\${[1]}", "c": "\${1 + 1}"}}`,
      'The operator + takes a number: "a" is no number.',
      "A list can't be part of a text.",
    ],
  ],
  isSilent: [
    [
      "what Terraform converts",
      local('["1" + 1, "1p3" + "Inf", !"true", "true" ? 1 : 2, "a-${1}-${true}", "1" > 0]'),
    ],
    [
      "what isn't known yet",
      local('[var.any + 1, !var.any, "a-${var.any}", var.any.x.y, var.any[0]]', VARIABLES),
    ],
    ["comparing anything with anything", local('["a" == ["b"], null != 1, {} == []]')],
    [
      "results of one family, and null",
      local('[var.flag ? "a" : 1, var.flag ? null : ["b"], var.flag ? {} : { a = 1 }]', VARIABLES),
    ],
    [
      "what is there",
      local("[var.settings.name, var.settings.inner.size, var.names[0], var.names[*]]", VARIABLES),
    ],
    [
      "a map's keys, whatever they are",
      local("var.map.anything", `variable "map" {\n  type = map(string)\n}\n`),
    ],
    [
      "for expressions over collections",
      local(
        '[[for each in var.names : each], { for k, v in { a = 1 } : k => v }, [for each in toset(["a"]) : each]]',
        VARIABLES,
      ),
    ],
    ["the branch that isn't taken", local('false ? "a" + 1 : 2')],
    [
      "a round that its condition leaves out",
      local('[for each in ["a", 1] : each + 1 if each != "a"]'),
    ],
    ["what try and can catch", local('[try("a" + 1, 2), can({}.x)]')],
    ["an interpolation alone, which is what it is", local('"${["a"]}"')],
    ["JSON's own values", `{"locals": {"a": ["x"], "b": {"c": null}, "d": "\${[1]}"}}`],
  ],
});
