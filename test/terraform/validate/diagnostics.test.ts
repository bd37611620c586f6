import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp } from "../../kit/processes";
import { folderOf, validate, saidOf, AWS, DATA } from "../../support/validate-output";

jest.setTimeout(300_000);
afterAll(cleanUp);

/** What Terraform says without a provider; each of those behind `syntax` was a rule of its own before. */
const REFUSED: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    "an output of a sensitive value",
    'variable "s" {\n  sensitive = true\n}\noutput "o" {\n  value = var.s\n}\n',
    "error 4 Output refers to sensitive values.",
  ],
  [
    "a block that is written as an argument",
    `${DATA}  lifecycle = {\n    create_before_destroy = true\n  }\n}\n`,
    "error 2 Unsupported argument.",
  ],
  [
    "a variable called like a meta-argument",
    'variable "count" {}\n',
    "error 1 Invalid variable name.",
  ],
  [
    "two entries of required_providers",
    AWS("~> 5.0") + AWS("~> 6.0"),
    "error 10 Duplicate required providers configuration.",
  ],
  [
    "a backend beside a cloud",
    'terraform {\n  backend "local" {}\n  cloud {\n    organization = "a"\n  }\n}\n',
    "error 2 Both a backend and cloud configuration are present.",
  ],
  [
    "a provider in capitals",
    AWS("~> 5.0").replace("aws =", "AWS ="),
    "error 3 Invalid provider local name.",
  ],
  [
    "a condition on the resource itself",
    `${DATA}  lifecycle {\n    precondition {\n      condition     = terraform_data.a.id == ""\n      error_message = "No."\n    }\n  }\n}\n`,
    "error 4 Invalid reference in precondition.",
  ],
  [
    "a provisioner that is gone",
    `${DATA}  provisioner "habitat" {}\n}\n`,
    'error 2 The "habitat" provisioner has been removed.',
  ],
  [
    "a variable in provider_meta",
    'terraform {\n  provider_meta "aws" {\n    a = var.a\n  }\n}\nvariable "a" {}\n',
    "error 3 Variables not allowed.",
  ],
  ["a version that is none", AWS("six"), "error 5 Invalid version constraint."],
  [
    "two imports to one address",
    `${DATA}}\nimport {\n  to = terraform_data.a\n  id = "1"\n}\nimport {\n  to = terraform_data.a\n  id = "2"\n}\n`,
    'error 8 Duplicate import configuration for "terraform_data.a".',
  ],
  [
    "a sensitive for_each",
    `variable "s" {\n  type      = set(string)\n  sensitive = true\n}\n${DATA}  for_each = var.s\n}\n`,
    "error 6 Invalid for_each argument.",
  ],
  [
    "a time that is none",
    'output "o" {\n  value = timeadd("soon", "1h")\n}\n',
    "error 2 Error in function call.",
  ],
  [
    "a network without room",
    'output "o" {\n  value = cidrsubnet("10.0.0.0/30", 8, 1)\n}\n',
    "error 2 Error in function call.",
  ],
  // Each of these was a rule of its own before.
  ["syntax", 'locals {\n  a = "x\n}\n', "error 2 Invalid multi-line string."],
  [
    "declared-twice",
    'variable "a" {}\nvariable "a" {}\n',
    "error 2 Duplicate variable declaration.",
  ],
  ["block-arguments", 'variable "a" {\n  colour = 1\n}\n', "error 2 Unsupported argument."],
  ["expression-type", 'locals {\n  a = 1 + "a"\n}\n', "error 2 Invalid operand."],
  ["function-call", 'locals {\n  a = lenght("a")\n}\n', "error 2 Call to unknown function."],
  [
    "meta-arguments",
    `${DATA}  count    = 1\n  for_each = {}\n}\n`,
    'error 3 Invalid combination of "count" and "for_each".',
  ],
  [
    "reference-context",
    'variable "a" {\n  default = local.a\n}\n',
    "error 2 Variables not allowed.",
  ],
  [
    "reference-undeclared",
    "locals {\n  a = var.b\n}\n",
    "error 2 Reference to undeclared input variable.",
  ],
  ["schema-unknown-argument", `${DATA}  colour = 1\n}\n`, "error 2 Unsupported argument."],
  [
    "schema-wrong-type",
    `${DATA}  triggers_replace = []\n  provisioner "local-exec" {\n    command = []\n  }\n}\n`,
    "error 4 Incorrect attribute value type.",
  ],
  [
    "schema-missing-argument",
    `${DATA}  provisioner "local-exec" {}\n}\n`,
    "error 2 Missing required argument.",
  ],
  ["schema-read-only", `${DATA}  output = 1\n}\n`, 'error 1 "output" attribute is read-only.'],
  [
    "schema-block-count",
    `${DATA}  lifecycle {}\n  lifecycle {}\n}\n`,
    "error 3 Duplicate lifecycle block.",
  ],
  [
    "variable-declaration",
    'variable "a" {\n  type    = number\n  default = "x"\n}\n',
    "error 3 Invalid default value for variable.",
  ],
  [
    "terraform-version-incompatible",
    'terraform {\n  required_version = "< 1.5"\n}\n',
    "error 2 Unsupported Terraform Core version.",
  ],
];

/** Faults that need the module of a call, or the provider, and what Terraform says once they are there. */
const CALLED: readonly (readonly [what: string, call: string, said: string])[] = [
  ["module-call, module-input-unknown", "colour = 1", "error 3 Unsupported argument."],
  ["module-input-missing", "", "error 1 Missing required argument."],
  [
    "module-output-unknown",
    'size = 1\n}\noutput "o" {\n  value = module.m.nope',
    "error 6 Unsupported attribute.",
  ],
];
const OF_PROVIDER: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    "schema-conflict",
    'resource "aws_security_group" "a" {\n  name        = "a"\n  name_prefix = "a"\n}',
    "error 10 Conflicting configuration arguments.",
  ],
  [
    "schema-deprecated",
    'resource "aws_s3_bucket" "b" {\n  acl = "private"\n}',
    "warning 10 Argument is deprecated.",
  ],
  [
    "schema-invalid-value",
    'resource "aws_cloudwatch_log_group" "g" {\n  retention_in_days = 31\n}',
    expect.stringMatching(/^error 10 expected retention_in_days to be one of \[0 1 3 .* got 31\.$/),
  ],
  [
    "iam-name-length",
    `resource "aws_iam_role" "r" {\n  name               = "${"x".repeat(65)}"\n  assume_role_policy = "{}"\n}`,
    expect.stringMatching(/^error 10 expected length of name to be in the range \(1 - 64\)/),
  ],
  [
    "schema-write-only",
    'resource "aws_sqs_queue" "q" {\n  name = var.e\n}\nvariable "e" {\n  ephemeral = true\n}',
    "error 10 Invalid use of ephemeral value.",
  ],
  ["schema-unknown-type", 'resource "aws_nosuch" "n" {}', "error 9 Invalid resource type."],
];

describe("what Terraform refuses, without a provider", () => {
  it.each(REFUSED)("%s", async (_, text, expected) => {
    expect(await saidOf(text)).toContain(expected);
  });

  it.each(CALLED)("of a call, once its module is there: %s", async (_, input, expected) => {
    const folder = folderOf({
      "main.tf": `module "m" {\n  source = "./m"\n  ${input}\n}\n`,
      "m/main.tf": 'variable "size" {}\n',
    });
    const { findings } = await validate(folder, "--init");
    expect(
      findings.map(({ severity, line, message }) => `${severity} ${line} ${message}`),
    ).toContain(expected);
  });
});

it.each(OF_PROVIDER)("what the provider says, once it is there: %s", async (_, text, expected) => {
  const { findings } = await validate(
    folderOf({ "main.tf": `${AWS("~> 5.100")}${text}\n` }),
    "--init",
  );
  const said = findings.filter(({ rule }) => rule === "terraform");
  expect(
    said.map(({ severity, line, message }) => `${severity} ${line} ${message}`),
  ).toContainEqual(expected);
});

it("every rule that the changelog calls replaced is among these", () => {
  const [, retired = ""] =
    /Rules that Terraform's diagnostics replace: ([^]*?) `input-undocumented`/.exec(
      readFileSync(join(PROJECT_ROOT, "CHANGELOG.md"), "utf8"),
    ) ?? [];
  const ids = [...retired.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id!);
  const shown = [...REFUSED, ...CALLED, ...OF_PROVIDER].flatMap(([what]) => what.split(", "));
  expect(ids.length).toBeGreaterThan(24);
  // What init says of ranges without a common version is tried below.
  expect(ids.filter((id) => ![...shown, "provider-incompatible"].includes(id))).toEqual([]);
});

describe("what Terraform takes", () => {
  it.each([
    "terraform_data.a[*].id[count.index]",
    "(terraform_data.a[*].id)[count.index]",
    "terraform_data.a[*][count.index].id",
  ])("%s crashes nothing", async (input) => {
    const text = `${DATA}  count = 2\n}\nresource "terraform_data" "b" {\n  count = 2\n  input = ${input}\n}\n`;
    expect(await validate(folderOf({ "main.tf": text }))).toMatchObject({ code: 0, findings: [] });
  });

  it("in one folder hides nothing of another", async () => {
    const folder = folderOf({
      "a/main.tf": `${DATA}}\n`,
      "b/main.tf": 'output "o" {\n  value = var.nope\n}\n',
    });
    const { findings, code } = await validate(folder);
    expect(findings.map(({ file }) => file)).toEqual([join(folder, "b/main.tf")]);
    expect(code).toBe(1);
  });
});
