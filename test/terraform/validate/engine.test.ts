import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engineBinary } from "../../kit/engines/current";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { runCli } from "../../support/cli";
import type { Output } from "../../support/validate-output";
import { folderOf, validate, stateOf, AWS } from "../../support/validate-output";

jest.setTimeout(300_000);
afterAll(cleanUp);

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
        /^2 roots are not initialised \(.*a and 1 more\), so Terraform \S+ checked only their syntax\. Fix: run terraform -chdir=\S+ init, or this command again with --init\.$/,
      ),
    ]);
    expect([findings, code]).toEqual([[], 0]);
    expect(stateOf(folder)).toEqual(before);
  });

  it("of this project's sources are in no folder to go to: --init alone initialises them", async () => {
    const { out } = await runCli(["validate", "--format", "json"], { env: process.env });
    expect((JSON.parse(out) as Output).notes).toEqual([
      expect.stringMatching(
        /^\d+ roots are not initialised .*\. Fix: run this command again with --init\.$/,
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
    'provider_installation {\n  filesystem_mirror {\n    path = "/nonexistent/mirror"\n  }\n}\n';

  it.each<[string, Readonly<Record<string, string>>, string | undefined, RegExp]>([
    [
      "without a registry or a mirror that has the provider",
      ROOT,
      NOTHING,
      /could not initialise \S+ Error: Failed to query available provider packages .*hashicorp\/aws: cannot search \/nonexistent\/mirror/,
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
      expect(out).toContain("cannot search /nonexistent/mirror");
    } finally {
      process.chdir(before);
    }
  });
});
