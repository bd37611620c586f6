import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cleanUp, tempDir } from "../../../sandbox/processes";
import { Terraform } from "../../../sandbox/terraform";
import { runCli } from "../../support/cli";

jest.setTimeout(300_000);
afterAll(cleanUp);

interface Output {
  readonly findings: readonly {
    rule: string;
    severity: string;
    file: string;
    line: number;
    message: string;
    mend: string;
  }[];
  readonly connectors: readonly { address: string }[];
  readonly notes: readonly string[];
}

/** Files in a folder of their own. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = tempDir("validate-");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function validate(
  folder: string,
  ...args: string[]
): Promise<Output & { code: number; err: string }> {
  const env = { ...process.env, ...new Terraform(folder).env };
  const { code, out, err } = await runCli(["validate", folder, "--format", "json", ...args], {
    env,
  });
  return { ...(JSON.parse(out) as Output), code, err };
}

/** What Terraform says of one file. */
const saidOf = async (text: string): Promise<string[]> => {
  const { findings } = await validate(folderOf({ "main.tf": text }));
  return findings
    .filter(({ rule }) => rule === "terraform")
    .map(({ severity, line, message }) => `${severity} ${line} ${message}`);
};

/** Everything in a folder, with when it was changed. */
const stateOf = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .sort()
    .map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`);

const AWS = (version: string) =>
  `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "${version}"\n    }\n  }\n}\n`;
const DATA = 'resource "terraform_data" "a" {\n';

describe("what Terraform refuses, without a provider", () => {
  it.each([
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
  ])("%s", async (_, text, expected) => {
    expect(await saidOf(text)).toContain(expected);
  });

  it.each([
    ["module-call, module-input-unknown", "colour = 1", "error 3 Unsupported argument."],
    ["module-input-missing", "", "error 1 Missing required argument."],
  ])("of a call, once its module is there: %s", async (_, input, expected) => {
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

describe("roots", () => {
  const REGION = 'data "aws_region" "here" {}\n';

  it("that are not initialised have one line for all of them, and are not touched", async () => {
    const folder = folderOf({
      "a/main.tf": AWS("~> 5.100") + REGION,
      "b/main.tf": AWS("~> 5.100") + REGION,
    });
    const before = stateOf(folder);
    const { notes, findings, code } = await validate(folder);
    expect(notes).toEqual([
      expect.stringMatching(
        /^2 roots are not initialised \(.*a and 1 more\), so Terraform \S+ checked no more than syntax there\. Fix: run terraform -chdir=\S+ init, or apono-connector validate --init\.$/,
      ),
    ]);
    expect([findings, code]).toEqual([[], 0]);
    expect(stateOf(folder)).toEqual(before);
  });

  it("are initialised with --init, which says what it fetches and changes nothing in them", async () => {
    const folder = folderOf({
      "main.tf": `${AWS("~> 5.100")}module "m" {\n  source = "./m"\n}\nresource "aws_sqs_queue" "q" {\n  nmae = file("\${path.module}/name.txt")\n}\n`,
      "name.txt": "q",
      "m/main.tf": 'output "o" {\n  value = 1\n}\n',
    });
    const before = stateOf(folder);
    const { notes, findings, err } = await validate(folder, "--init");
    expect(notes).toEqual([]);
    expect(err).toMatch(/Install(ing|ed) hashicorp\/aws v5\./);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: "terraform",
        file: join(folder, "main.tf"),
        line: 13,
        message: "Unsupported argument.",
      }),
    ]);
    expect(stateOf(folder)).toEqual(before);
  });

  it("share the findings of a module that both call", async () => {
    const call = 'module "m" {\n  source = "../m"\n}\n';
    const folder = folderOf({
      "a/main.tf": call,
      "b/main.tf": call,
      "m/main.tf": "locals {\n  a = var.nope\n}\n",
    });
    const { findings } = await validate(folder, "--init");
    expect(findings.map(({ file, line }) => [file, line])).toEqual([
      [join(folder, "m/main.tf"), 2],
    ]);
  });

  it("are left out with --no-engine, and where there is no engine", async () => {
    const folder = folderOf({ "main.tf": "locals {\n  a = var.nope\n}\n" });
    expect(await validate(folder, "--no-engine")).toMatchObject({
      findings: [],
      notes: [],
      code: 0,
    });
    const { out } = await runCli(["validate", folder], {
      env: { ...process.env, TERRAFORM_BINARY_NAME: "no-such-engine" },
    });
    expect(out).toContain(
      "Neither terraform nor tofu was found, so only the connector's rules ran.",
    );
  });

  it("on standard input are judged as well", async () => {
    const env = { ...process.env, ...new Terraform(tempDir("validate-")).env };
    const { out, code } = await runCli(["validate", "-"], {
      env,
      input: "locals {\n  a = var.nope\n}\n",
    });
    expect(out).toContain("stdin.tf:2:7 error Reference to undeclared input variable. [terraform]");
    expect(code).toBe(1);
  });
});
