import { referenceContext } from "../../../../../../cli/validate/rules/schema/references";
import { itHolds } from "../../../../../support/rule-cases";

const role = (lines: string) => `resource "aws_iam_role" "x" {\n${lines}\n}\n`;

itHolds(referenceContext, {
  finds: [
    [
      "count and each where the block has neither",
      role("  name        = ▸each.key\n  description = ▸each.value\n  path        = ▸count.index"),
      [
        "each.key is used where there is no for_each.",
        "Set for_each in this block, or take another value.",
      ],
      "each.value is used where there is no for_each.",
      [
        "count.index is used where there is no count.",
        "Set count in this block, or take another value.",
      ],
    ],
    [
      "each where there is count, and count where there is for_each",
      role("  count = 2\n  name  = ▸each.key") +
        role("  for_each = {}\n  name     = ▸count.index").replace('"x"', '"y"'),
      "each.key is used where there is no for_each.",
      "count.index is used where there is no count.",
    ],
    [
      "each and count in what makes them",
      role("  count = ▸count.index") + role("  for_each = ▸each.value").replace('"x"', '"y"'),
      "count.index is used where there is no count.",
      "each.value is used where there is no for_each.",
    ],
    [
      "what they don't have",
      role("  for_each = {}\n  name     = ▸each.name") +
        role("  count = 1\n  name  = ▸count.value").replace('"x"', '"y"'),
      ['each has no attribute "name".', "Write each.key or each.value."],
      ['count has no attribute "value".', "Write count.index."],
    ],
    [
      "self outside of what it stands in, a precondition, too",
      role(
        `  name = ▸self.path\n  lifecycle {\n    precondition {\n      condition     = ▸self.path != ""\n      error_message = "No."\n    }\n  }`,
      ),
      [
        "self is used where it means nothing.",
        "self stands for a resource in its own postconditions, provisioners and connections only. Name what is meant.",
      ],
      "self is used where it means nothing.",
    ],
    [
      "outputs, local values, modules and providers",
      `output "o" {\n  value = ▸each.key\n}\nlocals {\n  a = ▸count.index\n}\nmodule "m" {\n  source = "a/b/c"\n  name   = ▸each.value\n}\nprovider "aws" {\n  region = ▸self.x\n}\n`,
      "each.key is used where there is no for_each.",
      "count.index is used where there is no count.",
      "each.value is used where there is no for_each.",
      "self is used where it means nothing.",
    ],
    [
      "JSON",
      `{"resource": {"aws_iam_role": {"x": {"name": ▸"a-\${each.key}", "count": 1, "path": "\${count.index}"}}}}`,
      "each.key is used where there is no for_each.",
    ],
  ],
  isSilent: [
    ["count where it is set", role('  count = 2\n  name  = "a-${count.index}"')],
    [
      "each where for_each is set",
      role("  for_each = {}\n  name     = each.key\n  path     = each.value.path"),
    ],
    [
      "calls of modules",
      `module "m" {\n  source   = "a/b/c"\n  for_each = {}\n  name     = each.key\n}\n`,
    ],
    [
      "self in a postcondition, a provisioner and a connection",
      role(
        `  lifecycle {\n    postcondition {\n      condition     = self.arn != ""\n      error_message = "No."\n    }\n  }\n  provisioner "local-exec" {\n    command = self.arn\n    connection {\n      host = self.name\n    }\n  }`,
      ),
    ],
    [
      "names of a for expression and an iterator",
      `locals {\n  a = [for each in [{ key = 1 }] : each.key]\n  b = [for count in [{ index = 1 }] : count.index]\n}\nresource "aws_ecs_cluster" "c" {\n  name = "a"\n  dynamic "setting" {\n    for_each = []\n    iterator = each\n    content {\n      name  = each.key\n      value = each.value\n    }\n  }\n}\n`,
    ],
    [
      "each in a nested and a dynamic block",
      `resource "aws_ecs_cluster" "c" {\n  for_each = {}\n  name     = "a"\n  setting {\n    name  = each.key\n    value = each.value\n  }\n  dynamic "setting" {\n    for_each = each.value\n    content {\n      name = each.key\n    }\n  }\n}\n`,
    ],
    ["a word in a text", role('  name = "each.key"')],
    [
      "JSON with for_each",
      `{"resource": {"aws_iam_role": {"x": {"for_each": {}, "name": "\${each.key}"}}}}`,
    ],
  ],
});
