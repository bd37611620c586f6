import { writeOnly } from "../../../../../../cli/validate/rules/schema/write-only";
import { findings } from "../findings";

/** `e…` are ephemeral, the others are not; each verdict is Terraform's (1.11). */
const DECLARED = `variable "e" {
  type      = string
  ephemeral = true
}
variable "en" {
  type      = number
  ephemeral = true
}
variable "eb" {
  type      = bool
  ephemeral = true
}
variable "el" {
  type      = list(string)
  ephemeral = true
}
variable "em" {
  type      = map(string)
  ephemeral = true
}
variable "b" {
  type = bool
}
variable "s" {
  type = string
}
variable "l" {
  type = list(string)
}
variable "m" {
  type = map(string)
}
locals {
  object  = { e = var.e, s = var.s }
  objects = [{ e = var.e, s = var.s }]
}
`;

const kept = async (expression: string) =>
  (
    await findings(
      writeOnly,
      `${DECLARED}resource "terraform_data" "kept" {\n  input = ${expression}\n}\n`,
    )
  ).map((each) => each.split(" ")[0]);

it.each([
  "var.e",
  "local.object",
  "local.object.e",
  "local.objects[0].e",
  "local.objects[*].e",
  '"a${var.e}"',
  "[for x in var.el : 1]",
  "[for x in [1] : x if var.eb]",
  "var.en + 1",
  "var.en > 1",
  "var.e == null",
  'var.b ? var.e : "a"',
  'true ? "a" : var.e',
  "length(var.el)",
  "merge({ a = var.e }, { b = 1 })",
  'element(["a"], var.en)',
  "lookup(var.m, var.e)",
  "max([var.en]...)",
  "toset([var.e])",
  "jsonencode([var.e])",
])("%s would be kept", async (expression) => {
  expect(await kept(expression)).toEqual(["error"]);
});

it.each([
  // The mark is lost with what isn't known, and found at the plan.
  "merge({ a = var.e }, var.m)",
  "jsonencode([merge({ a = var.e }, { for k, v in { x = 1 } : k => v if var.b })])",
  "{ (var.e) = 1 }",
  "keys({ (var.e) = 1 })",
  "values(var.em)",
  '"%{ for x in [1] }${var.e}%{ endfor }"',
  "concat([var.e], var.l)",
  "flatten([[var.e], var.l])",
  "element(var.el, 0)",
  "reverse(var.el)",
  "abs(var.en)",
  "-var.en",
  "!var.eb",
  "true && var.eb",
  "max(var.el...)",
  'var.b ? [var.e] : ["a"]',
  "[for x in var.l : var.e]",
  '[for x in ["a"] : var.e if var.b]',
  "{ (var.s) = var.e }",
  "var.l[var.en]",
  'try(var.e, "a")',
  "can(var.e)",
  'lookup(var.m, "a", var.e)',
  '"%{ for x in var.l }${var.e}%{ endfor }"',
])("%s would be kept, as the plan tells", async (expression) => {
  expect(await kept(expression)).toEqual(["warning"]);
});

it.each([
  "local.object.s",
  "local.objects[*].s",
  "length([var.e])",
  "keys({ a = var.e })",
  "merge({ a = var.e }, { b = 1 }).b",
  'concat([var.e], ["a"])[1]',
  'element([var.e, "b"], 1)',
  'slice([var.e, "a"], 1, 2)',
  'lookup({ a = var.e, b = 1 }, "b")',
  'tolist([var.e, "b"])[1]',
  "ephemeralasnull({ a = var.e })",
  '[for x in [var.e] : "a"]',
])("%s is not ephemeral", async (expression) => {
  expect(await kept(expression)).toEqual([]);
});
