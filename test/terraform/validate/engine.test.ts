import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { engineBinary } from "../../kit/engines/current";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
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
    fix: string;
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

  it("of this project's sources are in no folder to go to: --init alone initialises them", async () => {
    const { out } = await runCli(["validate", "--format", "json"], { env: process.env });
    expect((JSON.parse(out) as Output).notes).toEqual([
      expect.stringMatching(
        /^\d+ roots are not initialised .*\. Fix: run apono-connector validate --init\.$/,
      ),
    ]);
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

  it("that are initialised are asked once, before all else", async () => {
    const folder = folderOf({
      "root/main.tf": 'module "m" {\n  source = "./m"\n}\nlocals {\n  a = var.nope\n}\n',
      "root/m/main.tf": "locals {}\n",
      "engine.sh": `#!/bin/sh\necho "$*" >>"\${0%/*}/asked"\nexec ${engineBinary()} "$@"\n`,
    });
    const root = join(folder, "root");
    const terraform = new Terraform(root);
    await terraform.init();
    chmodSync(join(folder, "engine.sh"), 0o700);
    const { out } = await runCli(["validate", root], {
      env: { ...process.env, ...terraform.env, TERRAFORM_BINARY_NAME: join(folder, "engine.sh") },
    });
    expect(out).toContain("main.tf:5:7 error Reference to undeclared input variable. [terraform]");
    expect(readFileSync(join(folder, "asked"), "utf8").trim().split("\n")).toEqual([
      `-chdir=${root} validate -json -no-color`,
      "version",
    ]);
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

describe("an init that fails", () => {
  const REGION = 'data "aws_region" "here" {}\n';
  const ROOT = { "main.tf": AWS("~> 5.100") + REGION };
  const LOCK = (version: string) =>
    `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n  hashes  = ["h1:${"A".repeat(43)}="]\n}\n`;

  /** What is said of a root, with this CLI configuration in place of the machine's. */
  async function initOf(files: Readonly<Record<string, string>>, config?: string) {
    const folder = folderOf(files);
    const env: Record<string, string | undefined> = {
      ...process.env,
      ...new Terraform(folder).env,
    };
    if (config !== undefined) {
      env["TF_CLI_CONFIG_FILE"] = join(folderOf({ "terraform.rc": config }), "terraform.rc");
      delete env["TF_PLUGIN_CACHE_DIR"];
    }
    const { code, out } = await runCli(["validate", folder, "--init", "--format", "json"], { env });
    const { findings } = JSON.parse(out) as Output;
    return { code, told: findings.map(({ message, fix }) => `${message} ${fix}`) };
  }

  const NOTHING =
    'provider_installation {\n  filesystem_mirror {\n    path = "/nonexistent"\n  }\n}\n';

  it.each<[string, Readonly<Record<string, string>>, string | undefined, RegExp]>([
    [
      "without a registry or a mirror that has the provider",
      ROOT,
      NOTHING,
      /could not initialise \S+ Error: Failed to query available provider packages .*hashicorp\/aws: cannot search \/nonexistent/,
    ],
    [
      "with a CLI configuration that can't be read",
      ROOT,
      "provider_installation {\n  filesystem_mirror {\n",
      /could not initialise \S+ There are some problems with the CLI configuration: Error: Error parsing \S+terraform\.rc: /,
    ],
    [
      "with a lock file of another version",
      { ...ROOT, ".terraform.lock.hcl": LOCK("5.99.0") },
      undefined,
      /could not initialise \S+ Error: Failed to query available provider packages .*aws 5\.99\.0 does not match configured version constraint ~> 5\.100/,
    ],
    [
      "with a lock file of another package",
      { ...ROOT, ".terraform.lock.hcl": LOCK("5.100.0") },
      undefined,
      /could not initialise \S+ Error: Failed to install provider .*doesn't match any of the checksums previously recorded in the dependency lock file/,
    ],
    [
      "with ranges of a provider that have no version in common (provider-incompatible)",
      {
        "main.tf": `${AWS("~> 4.0")}${REGION}module "m" {\n  source = "./m"\n}\n`,
        "m/main.tf": AWS(">= 5.100, < 7"),
      },
      undefined,
      /could not initialise \S+ Error: Failed to query available provider packages .*no available releases match the given constraints/,
    ],
  ])("%s is told with Terraform's reason, and ends with 1", async (_, files, config, said) => {
    const { code, told } = await initOf(files, config);
    expect(told).toEqual([expect.stringMatching(said)]);
    expect(code).toBe(1);
  });

  it("is not tried without --init, even where a lock file asks for packages that are not there", async () => {
    const folder = folderOf({ ...ROOT, ".terraform.lock.hcl": LOCK("5.100.0") });
    const { code, findings, notes } = await validate(folder);
    expect([code, findings]).toEqual([0, []]);
    expect(notes).toEqual([expect.stringContaining("1 root is not initialised")]);
  });

  it("takes a CLI configuration by a path from where the command runs", async () => {
    const folder = folderOf({ "root/main.tf": ROOT["main.tf"], "terraform.rc": NOTHING });
    const env = {
      ...process.env,
      ...new Terraform(folder).env,
      TF_CLI_CONFIG_FILE: "terraform.rc",
    };
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { out } = await runCli(["validate", "root", "--init"], { env });
      expect(out).toContain("cannot search /nonexistent");
    } finally {
      process.chdir(before);
    }
  });
});
