import { metaArguments } from "../../../../../../cli/validate/rules/schema/meta-arguments";
import { itHolds } from "../../../../../support/rule-cases";
import { findings } from "../findings";

const role = (lines: string, name = "x") =>
  `resource "aws_iam_role" "${name}" {\n  assume_role_policy = "{}"\n${lines}\n}\n`;
const NAMES = `variable "names" {\n  type = list(string)\n}\n`;

itHolds(metaArguments, {
  finds: [
    [
      "counts that are no whole number",
      role("  count = ▸-1", "a") +
        role("  count = ▸1.5", "b") +
        role('  count = ▸"two"', "c") +
        role("  count = ▸null", "d") +
        role("  count = ▸var.names", "e") +
        NAMES,
      ["count is -1, which is no whole number.", "Give a whole number from 0 up."],
      "count is 1.5, which is no whole number.",
      'count is "two", which is no whole number.',
      "count is null, which is no whole number.",
      "count is a list, which is no whole number.",
    ],
    [
      "for_each over what is neither a map nor a set",
      role('  for_each = ▸["a"]', "a") +
        role('  for_each = ▸"a"', "b") +
        role("  for_each = ▸null", "c") +
        role("  for_each = ▸var.names", "d") +
        NAMES,
      [
        "for_each is a list, which is neither a map nor a set.",
        "Give a map, or a set of texts: toset([…]).",
      ],
      'for_each is "a", which is neither a map nor a set.',
      "for_each is null, which is neither a map nor a set.",
      "for_each is a list, which is neither a map nor a set.",
    ],
    [
      "for_each over a set of other things than texts",
      `variable "sizes" {\n  type = set(number)\n}\n${role("  for_each = ▸var.sizes")}`,
      "for_each is a set of other things than texts.",
    ],
    [
      "both in one block, of a module and a data source, too",
      `module "m" {\n  source   = "a/b/c"\n  count    = 1\n  ▸for_each = {}\n}\ndata "aws_region" "r" {\n  ▸for_each = {}\n  count    = 1\n}\n`,
      ["count and for_each stand in one block.", "Leave one of the two."],
      "count and for_each stand in one block.",
    ],
    [
      "dependencies on what isn't declared, or on parts",
      `${role("  depends_on = [▸aws_iam_role.y, ▸module.m, ▸data.aws_region.r, ▸var.v, ▸aws_iam_role.z.arn]")}${role("", "z")}`,
      [
        "depends_on names aws_iam_role.y, which is not declared in this module.",
        "Did you mean aws_iam_role.x? Correct the name, or take it out.",
      ],
      "depends_on names module.m, which is not declared in this module.",
      "depends_on names data.aws_region.r, which is not declared in this module.",
      "depends_on names var.v, which is not declared in this module.",
      [
        "depends_on names a part of aws_iam_role.z.",
        "Write aws_iam_role.z: it is all of it that is waited for.",
      ],
    ],
    [
      "dependencies of outputs and modules, and what is no address",
      `output "o" {\n  value      = 1\n  depends_on = [▸aws_iam_role.x]\n}\nmodule "m" {\n  source     = "a/b/c"\n  depends_on = [▸1]\n}\n`,
      "depends_on names aws_iam_role.x, which is not declared in this module.",
      [
        "depends_on lists something that is no address.",
        "Write the address of a resource or a module by itself: aws_iam_role.connector.",
      ],
    ],
    [
      "lifecycle's flags that aren't written out",
      role(
        '  lifecycle {\n    prevent_destroy       = ▸var.keep\n    create_before_destroy = ▸"yes"\n  }',
      ),
      [
        "prevent_destroy is neither true nor false.",
        "Write true or false: Terraform needs to know it before any value.",
      ],
      "create_before_destroy is neither true nor false.",
    ],
    [
      "ignored attributes that the type doesn't have",
      role("  lifecycle {\n    ignore_changes = [tags, ▸tgas, ▸inline_polic[0]]\n  }"),
      [
        'aws_iam_role.x has no attribute "tgas".',
        "Did you mean tags? Read an attribute that it has.",
      ],
      'aws_iam_role.x has no attribute "inline_polic".',
    ],
    [
      "what is ignored, and is neither a list nor all",
      role("  lifecycle {\n    ignore_changes = ▸tags\n  }"),
      [
        "ignore_changes is neither a list nor all.",
        "List names of arguments, as in [tags], or write all.",
      ],
    ],
    [
      "triggers that aren't declared",
      role("  lifecycle {\n    replace_triggered_by = [▸aws_iam_role.y.arn, ▸local.x]\n  }"),
      // Terraform looks it up at the plan.
      "warning: replace_triggered_by names aws_iam_role.y, which is not declared in this module.",
      "replace_triggered_by names something that is no resource.",
    ],
    [
      "providers that aren't declared, and what is none",
      `provider "aws" {\n  alias = "management"\n}\n${role("  provider = ▸aws.managment", "a")}${role('  provider = ▸"a b"', "b")}`,
      [
        "There is no provider aws.managment in this module.",
        'Did you mean aws.management? Declare it with alias = "managment", or ask the caller for it in configuration_aliases.',
      ],
      ["provider names no provider.", "Write its name, or name and alias: aws.management."],
    ],
    [
      "JSON",
      `{
  "resource": {
    "aws_iam_role": {
      "x": {
        "assume_role_policy": "{}",
        "count": ▸"two",
        ▸"for_each": ▸["a"],
        "depends_on": [▸"aws_iam_role.y"],
        "provider": ▸"aws.other",
        "lifecycle": { "ignore_changes": [▸"tgas"], "prevent_destroy": ▸1 }
      }
    }
  }
}
`,
      'count is "two", which is no whole number.',
      "count and for_each stand in one block.",
      "for_each is a list, which is neither a map nor a set.",
      "depends_on names aws_iam_role.y, which is not declared in this module.",
      "There is no provider aws.other in this module.",
      'aws_iam_role.x has no attribute "tgas".',
      "prevent_destroy is neither true nor false.",
    ],
  ],
  isSilent: [
    [
      "counts that Terraform takes",
      role("  count = 0", "a") +
        role('  count = "2"', "b") +
        role("  count = var.n", "c") +
        role("  count = length(var.names)", "d") +
        role("  count = var.flag ? 1 : 0", "e") +
        `variable "n" {}\nvariable "flag" {\n  type = bool\n}\n${NAMES}`,
    ],
    [
      "maps, objects and sets",
      role('  for_each = { a = "b" }', "a") +
        role('  for_each = toset(["a"])', "b") +
        role("  for_each = toset(var.names)", "c") +
        role("  for_each = var.anything", "d") +
        role("  for_each = { for each in var.names : each => 1 }", "e") +
        `variable "anything" {}\n${NAMES}`,
    ],
    [
      "dependencies on whole things, by instance, too",
      role(
        "  depends_on = [aws_iam_role.y, module.m, data.aws_region.r, aws_iam_role.z[0], var.names, local.l]",
      ) +
        role("", "y") +
        role("  count = 1", "z") +
        `module "m" {\n  source = "a/b/c"\n}\ndata "aws_region" "r" {}\nlocals {\n  l = 1\n}\n${NAMES}`,
    ],
    [
      "lifecycle as Terraform takes it",
      role(
        "  lifecycle {\n    prevent_destroy      = true\n    ignore_changes       = all\n    replace_triggered_by = [aws_iam_role.y.arn, terraform_data.z]\n  }",
      ) +
        role(
          '  lifecycle {\n    ignore_changes = [tags["a"], inline_policy[0].name, name]\n  }',
          "y",
        ) +
        `resource "terraform_data" "z" {}\n`,
    ],
    [
      "ignored attributes of types that are not kept",
      `resource "aws_s3_bucket" "b" {\n  lifecycle {\n    ignore_changes = [anything]\n  }\n}\n`,
    ],
    [
      "providers that are declared, or asked of the caller",
      `terraform {\n  required_providers {\n    aws = {\n      source                = "hashicorp/aws"\n      configuration_aliases = [aws.asked]\n    }\n  }\n}\nprovider "aws" {\n  alias = "declared"\n}\n${role("  provider = aws", "a")}${role("  provider = aws.declared", "b")}${role("  provider = aws.asked", "c")}`,
    ],
    [
      "arguments of those names elsewhere",
      `locals {\n  count    = -1\n  for_each = ["a"]\n}\noutput "count" {\n  value = -1\n}\n`,
    ],
    [
      "JSON as Terraform takes it",
      `{"resource": {"aws_iam_role": {"x": {"assume_role_policy": "{}", "count": "\${1}", "depends_on": ["aws_iam_role.y"], "lifecycle": [{"ignore_changes": "all", "create_before_destroy": true}]}, "y": {"assume_role_policy": "{}", "for_each": "\${toset([\\"a\\"])}"}}}}`,
    ],
  ],
});

/** What is found in a resource's body beside another resource. */
const inHcl = (body: string) =>
  findings(
    metaArguments,
    `resource "terraform_data" "a" {\n  count = 1\n}\n\nresource "terraform_data" "b" {\n${body}\n}\n`,
  );

const inJson = (body: object) =>
  findings(metaArguments, {
    "main.tf.json": JSON.stringify({ resource: { terraform_data: { a: {}, b: body } } }),
  });

const lifecycle = (text: string) => `  lifecycle {\n    ${text}\n  }`;

it.each([
  "  depends_on = [terraform_data.a]",
  "  depends_on = [terraform_data.a[0]]",
  // As it was written before 0.12.
  '  depends_on = ["terraform_data.a"]',
  lifecycle("replace_triggered_by = [terraform_data.a[0].id]"),
  lifecycle("replace_triggered_by = [terraform_data.a[count.index]]"),
  lifecycle("replace_triggered_by = [terraform_data.a[each.key].triggers_replace[0].id]"),
  lifecycle("ignore_changes = [input]"),
  lifecycle('ignore_changes = ["input"]'),
  lifecycle("ignore_changes = all"),
])("taken: %s", async (body) => {
  expect(await inHcl(body)).toEqual([]);
});

it.each([
  ["  depends_on = terraform_data.a", "depends_on is no list."],
  ["  depends_on = null", "depends_on is no list."],
  ["  depends_on = concat([terraform_data.a])", "depends_on is no list."],
  ["  depends_on = [[terraform_data.a]]", "depends_on lists something that is no address."],
  ["  depends_on = [terraform_data.a[0].id]", "depends_on names a part of terraform_data.a."],
  [lifecycle("replace_triggered_by = terraform_data.a"), "replace_triggered_by is no list."],
  [
    lifecycle('replace_triggered_by = ["terraform_data.a"]'),
    "replace_triggered_by lists something that is no address.",
  ],
  [
    lifecycle("replace_triggered_by = [terraform_data.a[each.value].id]"),
    "replace_triggered_by lists something that is no address.",
  ],
  [
    lifecycle("replace_triggered_by = [terraform_data.z[each.key].id]"),
    "replace_triggered_by names terraform_data.z, which is not declared",
  ],
  [
    lifecycle("replace_triggered_by = [local.x[each.key]]"),
    "replace_triggered_by names something that is no resource.",
  ],
  [
    "  depends_on = [terraform_data.a[count.index]]",
    "depends_on lists something that is no address.",
  ],
  [lifecycle("ignore_changes = input"), "ignore_changes is neither a list nor all."],
  [lifecycle('ignore_changes = "all"'), "ignore_changes is neither a list nor all."],
  [lifecycle("ignore_changes = [all]"), 'terraform_data.b has no attribute "all".'],
])("refused: %s", async (body, message) => {
  expect(await inHcl(body)).toEqual([expect.stringContaining(message)]);
});

it.each([
  [{ depends_on: ["terraform_data.a"] }, undefined],
  [{ lifecycle: { replace_triggered_by: ["terraform_data.a"] } }, undefined],
  [{ lifecycle: { ignore_changes: "all" } }, undefined],
  [{ depends_on: "terraform_data.a" }, "depends_on is no list."],
  [{ depends_on: ["${terraform_data.a}"] }, "depends_on lists something that is no address."],
  [{ lifecycle: { replace_triggered_by: "terraform_data.a" } }, "replace_triggered_by is no list."],
  [{ provider: "${terraform}" }, "provider names no provider."],
  [
    { lifecycle: { ignore_changes: ["${input}"] } },
    "ignore_changes lists something that is no attribute.",
  ],
  [{ lifecycle: { ignore_changes: "${all}" } }, "ignore_changes is neither a list nor all."],
])("in JSON %j: %s", async (body, message) => {
  expect(await inJson(body)).toEqual(
    message === undefined ? [] : [expect.stringContaining(message)],
  );
});
