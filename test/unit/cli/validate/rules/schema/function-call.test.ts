import { functionCall } from "../../../../../../cli/validate/rules/schema/expressions";
import { itHolds } from "../../../../../support/rule-cases";

const local = (value: string, more = "") => `locals {\n  a = ${value}\n}\n${more}`;
const FLAG = `variable "flag" {\n  type = bool\n}\n`;

itHolds(functionCall, {
  finds: [
    [
      "a function that isn't there, with what was meant",
      local('▸uper("a")'),
      [
        'Terraform has no function "uper".',
        "Did you mean upper? See https://developer.hashicorp.com/terraform/language/functions for what there is.",
      ],
    ],
    [
      "functions of JavaScript's objects",
      local("[▸toString(1), ▸constructor()]"),
      'Terraform has no function "toString".',
      'Terraform has no function "constructor".',
    ],
    [
      "too few and too many arguments",
      local('[▸upper(), ▸upper("a", "b"), ▸join()]'),
      ["upper takes 1 argument, and is given 0.", "Give it a string."],
      "upper takes 1 argument, and is given 2.",
      [
        "join takes at least 1 argument, and is given 0.",
        "Give it a string, and any number of further ones.",
      ],
    ],
    [
      "arguments of the wrong type, which it is",
      local('[upper(▸["a"]), split(",", ▸[]), join(",", ["a"], ▸"b")]'),
      ["upper takes a string as its first argument: a list is no string.", "Give it a string."],
      "split takes a string as its second argument: a list is no string.",
      'join takes a list as its third argument: "b" is no list.',
    ],
    [
      "what is wrong inside of an argument",
      local('join(",", ▸["a", ["b"]])'),
      "join takes a list as its second argument: [1]: a list is no string.",
    ],
    [
      "arguments by way of variables and other calls",
      local(
        "[upper(▸var.names), upper(▸tolist(var.names))]",
        `variable "names" {\n  type = list(string)\n}\n`,
      ),
      "upper takes a string as its first argument: a list is no string.",
      "upper takes a string as its first argument: a list is no string.",
    ],
    [
      "the length of a number",
      local("[length(▸5), length(▸var.flag)]", FLAG),
      [
        "length takes a text, a list, a set or a map as its first argument: 5 is none.",
        "Give it a text, a list, a set or a map.",
      ],
      "length takes a text, a list, a set or a map as its first argument: a bool is none.",
    ],
    [
      "calls in texts, in nested blocks, and by OpenTofu's full name",
      `resource "aws_ecs_cluster" "x" {\n  name = "a-\${▸uper("b")}"\n  setting {\n    name  = "containerInsights"\n    value = ▸core::uper("c")\n  }\n}\n`,
      'Terraform has no function "uper".',
      'Terraform has no function "core::uper".',
    ],
    [
      "a call in what isn't evaluated before the plan, as a warning",
      `${FLAG}locals {\n  a = var.flag ? ▸uper("a") : "b"\n  b = [for each in var.flag : ▸uper(each)]\n  c = true ? ▸uper("a") : "b"\n}\n`,
      'warning: Terraform has no function "uper".',
      'warning: Terraform has no function "uper".',
      'Terraform has no function "uper".',
    ],
    [
      "JSON, at the text that the call stands in",
      `{"locals": {"a": ▸"\${uper(1)}"}}`,
      'Terraform has no function "uper".',
    ],
  ],
  isSilent: [
    [
      "functions that are there",
      local(
        '[upper("a"), join(",", ["a"], ["b"]), max(1, 2, 3), format("%s-%d", "a", 1), core::upper("a")]',
      ),
    ],
    [
      "what Terraform converts",
      local('[upper(1), abs("-1"), join(",", toset(["a"])), join(",", [1, true])]'),
    ],
    ["a last argument that is spread", local("max([1, 2]...)")],
    ["functions of providers", local('provider::aws::arn_parse("a")')],
    ["what isn't known yet", local("upper(var.a)", `variable "a" {}\n`)],
    ["what try and can catch", local('[try(upper(["a"]), "b"), can(upper([]))]')],
    ["words before parentheses in texts", local('"uper(x)"')],
    [
      "types, which aren't calls",
      `variable "a" {\n  type = list(object({ b = optional(string) }))\n}\n`,
    ],
    ["JSON's texts", `{"locals": {"a": "uper(1)", "b": "\${upper(\\"x\\")}"}}`],
  ],
});
