import { blockArguments } from "../../../../../../cli/validate/rules/schema/block-arguments";
import { functionCall } from "../../../../../../cli/validate/rules/schema/expressions";
import { metaArguments } from "../../../../../../cli/validate/rules/schema/meta-arguments";
import { moduleCall } from "../../../../../../cli/validate/rules/schema/module-call";
import { unknownArgument } from "../../../../../../cli/validate/rules/schema/unknown-argument";
import { findings } from "../findings";

const RULES = [blockArguments, functionCall, metaArguments, moduleCall, unknownArgument];

const found = async (name: string, text: string): Promise<string[]> =>
  (await Promise.all(RULES.map((rule) => findings(rule, { [name]: text })))).flat();

/** https://opentofu.org/docs/language/ */
it.each([
  [
    'terraform {\n  encryption {\n    method "unencrypted" "none" {}\n  }\n}\n',
    'A block "terraform" has no block "encryption".',
  ],
  [
    'provider "aws" {\n  alias    = "by"\n  for_each = toset(["eu-central-1"])\n  region   = each.value\n}\n',
    'provider aws has no argument "for_each".',
  ],
  [
    'resource "aws_ecs_cluster" "a" {\n  for_each = toset(["eu-central-1"])\n  name     = "a"\n  provider = aws.by[each.key]\n}\n',
    "provider names no provider.",
  ],
  [
    'resource "aws_ecs_cluster" "a" {\n  name = "a"\n  lifecycle {\n    enabled = false\n  }\n}\n',
    'A block "lifecycle" has no argument "enabled".',
  ],
  [
    'locals {\n  folder = "modules"\n}\nmodule "m" {\n  source = "./${local.folder}/m"\n}\n',
    "The source of module.m is no plain text.",
  ],
  [
    'output "a" {\n  value = cidrcontains("10.0.0.0/8", "10.1.2.3")\n}\n',
    'Terraform has no function "cidrcontains".',
  ],
])("takes what OpenTofu has in a file that only it reads: %s", async (text, message) => {
  expect(await found("main.tofu", text)).toEqual([]);
  expect(await found("main.tf", text)).toEqual([expect.stringContaining(message)]);
});

it("finds in such a file what OpenTofu has not, either", async () => {
  const text =
    'terraform {\n  encrypton {}\n}\noutput "a" {\n  value = cidrcontain("10.0.0.0/8", "10.1.2.3")\n}\n';
  expect(await found("main.tofu", text)).toHaveLength(2);
});
