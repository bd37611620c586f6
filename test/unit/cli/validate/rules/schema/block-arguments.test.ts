import { blockArguments } from "../../../../../../cli/validate/rules/schema/block-arguments";
import { itHolds } from "../../../../../support/rule-cases";

itHolds(blockArguments, {
  finds: [
    [
      "a block that Terraform doesn't have",
      `▸resorce "a" "b" {}\n`,
      [
        'Terraform has no block "resorce".',
        "Did you mean resource? Take one of terraform, variable, output, locals, resource, data, ephemeral, action, list, module, provider, check, moved, removed, import.",
      ],
    ],
    [
      "labels that are too few or too many",
      `▸resource "a" {}\n▸variable "a" "b" {}\n▸locals "a" {}\n▸module {}\n`,
      ['A block "resource" has 2 labels, and this has 1.', 'Write resource "type" "name" { … }.'],
      ['A block "variable" has 1 label, and this has 2.', 'Write variable "name" { … }.'],
      ['A block "locals" has 0 labels, and this has 1.', "Take the labels out."],
      'A block "module" has 1 label, and this has 0.',
    ],
    [
      "names that are none",
      `▸variable "1a" {}\n▸resource "aws_iam_role" "a b" {}\n▸module "a.b" {\n  source = "a/b/c"\n}\n▸resource "1x" "y" {}\n`,
      [
        '"1a" is no name.',
        "A name begins with a letter or _, and has letters, digits, _ and - in it.",
      ],
      '"a b" is no name.',
      '"a.b" is no name.',
      '"1x" is no name.',
    ],
    [
      "arguments that a block doesn't have",
      `variable "a" {\n  ▸descripton = "b"\n  ▸value      = 1\n}\noutput "a" {\n  value = 1\n  ▸type  = string\n}\nmoved {\n  from = a.b\n  to   = a.c\n  ▸id   = 1\n}\n`,
      [
        'A block "variable" has no argument "descripton".',
        "Did you mean description? Correct the name, or take it out.",
      ],
      'A block "variable" has no argument "value".',
      'A block "output" has no argument "type".',
      'A block "moved" has no argument "id".',
    ],
    [
      "what is missing, at the block",
      `▸output "a" {}\n▸▸moved {}\n▸removed {}\n▸import {\n  id = "a"\n}\n▸check "a" {}\n`,
      ['A block "output" needs the argument "value".', "Set it."],
      'A block "moved" needs the argument "from".',
      'A block "moved" needs the argument "to".',
      'A block "removed" needs the argument "from".',
      'A block "import" needs the argument "to".',
      ['A block "check" has 0 blocks "assert", where at least 1 may stand.', "Add it."],
    ],
    [
      "conditions that lack a part",
      `variable "a" {\n  ▸validation {\n    condition = var.a != ""\n  }\n}\nresource "x" "y" {\n  lifecycle {\n    ▸precondition {\n      error_message = "No."\n    }\n  }\n}\n`,
      'A block "validation" needs the argument "error_message".',
      'A block "precondition" needs the argument "condition".',
    ],
    [
      "blocks where none stand",
      `locals {\n  ▸a {}\n}\nterraform {\n  required_providers {\n    ▸aws {}\n  }\n  ▸required_version {}\n}\noutput "a" {\n  value = 1\n  ▸postcondition {}\n}\n`,
      'A block "locals" has no block "a".',
      'A block "required_providers" has no block "aws".',
      'A block "terraform" has no block "required_version".',
      'A block "output" has no block "postcondition".',
    ],
    [
      "two lifecycle blocks, and what isn't in one",
      `▸resource "x" "y" {\n  lifecycle {}\n  lifecycle {}\n}\ndata "x" "y" {\n  lifecycle {\n    ▸prevent_destroy = true\n  }\n}\n`,
      [
        'A block "resource" has 2 blocks "lifecycle", where at most 1 may stand.',
        "Put them together.",
      ],
      'A block "lifecycle" has no argument "prevent_destroy".',
    ],
    [
      "conditions that ask about nothing",
      `resource "x" "y" {\n  lifecycle {\n    precondition {\n      condition     = ▸true\n      error_message = "No."\n    }\n  }\n}\ncheck "a" {\n  assert {\n    condition     = ▸1 == 1\n    error_message = "No."\n  }\n}\noutput "a" {\n  value = 1\n  precondition {\n    condition     = ▸length("a") > 0\n    error_message = "No."\n  }\n}\n`,
      [
        'The condition of a block "precondition" asks about nothing.',
        "Refer to what it shall hold for, as in var.name or self.id, or take the block out.",
      ],
      'The condition of a block "assert" asks about nothing.',
      'The condition of a block "precondition" asks about nothing.',
    ],
    [
      "JSON",
      `{
  ▸"resorce": {},
  "variable": { "a": { ▸"descripton": "b" } },
  "output": { ▸"b": {} },
  "resource": { "x": { "y": { "lifecycle": { "precondition": { "condition": ▸true, "error_message": "No." } } } } }
}
`,
      'Terraform has no block "resorce".',
      'A block "variable" has no argument "descripton".',
      'A block "output" needs the argument "value".',
      'The condition of a block "precondition" asks about nothing.',
    ],
  ],
  isSilent: [
    [
      "every block with all that it has",
      `terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
  backend "s3" {
    bucket = "a"
    assume_role {}
  }
  cloud {}
  provider_meta "aws" {}
}
variable "a" {
  type        = string
  default     = ""
  description = "A"
  sensitive   = true
  nullable    = false
  ephemeral   = true
  validation {
    condition     = var.a != "b"
    error_message = "No."
  }
}
output "a" {
  value       = var.a
  description = "A"
  sensitive   = true
  depends_on  = []
  precondition {
    condition     = var.a != "b"
    error_message = "No."
  }
}
moved {
  from = a.b
  to   = a.c
}
removed {
  from = a.b
  lifecycle {
    destroy = false
  }
}
import {
  to       = a.b
  id       = "c"
  provider = aws
}
check "a" {
  data "x" "y" {}
  assert {
    condition     = data.x.y.id != ""
    error_message = "No."
  }
}
`,
    ],
    ["names with letters of any language, _ and -", `variable "größe-1_a" {}\nvariable "_a" {}\n`],
    [
      "what providers and modules say",
      `resource "x" "y" {\n  anything = 1\n  at_all {}\n}\nmodule "m" {\n  source   = "a/b/c"\n  anything = 1\n}\nprovider "x" {\n  anything = 1\n}\n`,
    ],
    [
      "a condition that asks by self",
      `resource "x" "y" {\n  lifecycle {\n    postcondition {\n      condition     = self.id != ""\n      error_message = "No."\n    }\n  }\n}\n`,
    ],
    [
      "another key of JSON for comments",
      `{"//": "a", "variable": {"a": {"//": "b"}}, "locals": {"//": "c"}}`,
    ],
    [
      "JSON's blocks, single and in lists",
      `{"variable": {"a": [{"validation": [{"condition": "\${var.a != 1}", "error_message": "No."}]}]}, "resource": {"x": {"y": {"lifecycle": {"create_before_destroy": true}}}}}`,
    ],
  ],
});
