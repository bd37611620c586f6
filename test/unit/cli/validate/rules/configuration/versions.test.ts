import { moduleUnpinned } from "../../../../../../cli/validate/rules/module-unpinned";
import { providerIncompatible } from "../../../../../../cli/validate/rules/provider-incompatible";
import { providerUnpinned } from "../../../../../../cli/validate/rules/provider-unpinned";
import { canBoth, constraintOf } from "../../../../../../cli/validate/calls/constraint";
import { PUBLISHED } from "../../../../../../cli/validate/calls/published";
import { terraformVersionIncompatible } from "../../../../../../cli/validate/rules/terraform-version-incompatible";
import { type ModuleName, buildModule } from "../../../../../../modules";
import { findings, found, foundIn } from "../../../../../support/validate";

describe("constraints of versions", () => {
  it.each([
    ["~> 5.0", ">= 5.100, < 7", true],
    ["~> 5.31.0", ">= 5.100, < 7", false],
    ["~> 4.67", ">= 5.100, < 7", false],
    ["~> 7", ">= 5.100, < 7", false],
    [">= 4.0", ">= 5.100, < 7", true],
    ["5.100", ">= 5.100, < 7", true],
    ["= 5.99.1", ">= 5.100, < 7", false],
    [">= 6.0.0-beta1, != 6.1.0, < 6.2", ">= 5.100, < 7", true],
    ["> 6.99, < 6.100", ">= 5.100, < 7", true],
    ["v6.0.0", ">= 5.100, < 7", true],
    ["nonsense", ">= 5.100, < 7", true],
  ])("`%s` and `%s` have a version in common: %s", (one, other, common) => {
    expect(canBoth(one, other)).toBe(common);
  });

  it.each([
    ["~> 1.0", true],
    ["1.2.3", true],
    [">= 1.0, < 2", true],
    [">= 1.0", false],
    ["> 1, != 2", false],
  ])("`%s` has a ceiling: %s", (text, ceiling) => {
    expect(constraintOf(text)?.hasCeiling).toBe(ceiling);
  });

  it("are none where they can't be read", () => {
    expect(constraintOf("latest")).toBeUndefined();
    expect(constraintOf("")).toBeUndefined();
  });
});

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';

describe("module-unpinned", () => {
  const from = (lines: string) => `module "m" {\n  source = ${lines}\n}`;
  it.each([
    ['"acme/apono-ecs-connector/aws"', "main.tf:2:12 module.m has no version."],
    [
      '"acme/apono-ecs-connector/aws"\n  version = ">= 1.0"',
      'main.tf:3:13 module.m: version ">= 1.0" takes every later one, also the next major version.',
    ],
    [
      '"github.com/apono-io/terraform-modules//azure/connector"',
      "main.tf:2:12 module.m comes from git without a reference: from whatever the default branch holds.",
    ],
    [
      '"git::https://example.com/terraform-aws-apono-ecs-connector.git?ref=main"',
      'main.tf:2:12 module.m comes from "main" in git, which looks like a branch: it moves.',
    ],
  ])("finds %s", async (lines, message) => {
    expect(await foundIn(moduleUnpinned, from(lines))).toEqual([message]);
  });

  it.each([
    '"app.terraform.io/acme/apono-ecs-connector/aws"\n  version = "~> 1.0"',
    '"git::https://example.com/m.git?ref=ecs-connector-v1.0.0"',
    // Somebody else's module is not ours to judge.
    '"acme/vpc/aws"',
    '"github.com/acme/vpc"',
  ])("leaves alone %s", async (lines) => {
    expect(await foundIn(moduleUnpinned, from(lines))).toEqual([]);
  });
});

const requires = (entry: string) => `terraform {\n  required_providers {\n    ${entry}\n  }\n}\n`;

describe("provider-unpinned", () => {
  it.each([
    [
      requires('aws = { source = "hashicorp/aws" }'),
      "main.tf:3:5 The provider aws has no version range.",
    ],
    [
      'provider "aws" {}\n',
      "main.tf:1:1 The provider aws is used, and required_providers has no entry for it.",
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(providerUnpinned, text + CALL)).toEqual([message]);
    expect(await foundIn(providerUnpinned, text)).toEqual([]);
  });

  it.each([
    ["aws", ">= 5.0", ">= 5.0, < 7"],
    ["aws", ">= 6.28", ">= 6.28, < 7"],
    ["aws", ">= 7.1", ">= 7.1, < 8"],
    ["tls", ">= 4.0.5", ">= 4.0.5, < 5"],
  ])("gives %s %s a ceiling, and leaves its floor", async (name, version, expected) => {
    const entry = requires(`${name} = { source = "hashicorp/${name}", version = "${version}" }`);
    const [finding] = await findings(providerUnpinned, { "main.tf": entry + CALL });
    expect(finding?.message).toContain(`from "${version}" on, also the next major one`);
    expect(finding?.mend).toBe(`Set version = "${expected}".`);
  });

  it("wants no ceiling of a module that is called", async () => {
    const files = {
      "main.tf": 'module "x" {\n  source = "./x"\n}\n',
      "x/main.tf": requires('aws = { source = "hashicorp/aws", version = ">= 5.0" }') + CALL,
    };
    expect(await found(providerUnpinned, files)).toEqual([]);
  });
});

describe("what the modules need", () => {
  const call = (name: string) => `module "apono" {\n  source = "acme/apono-${name}/aws"\n}\n`;

  it("is what they say themselves", () => {
    for (const [name, { providers }] of Object.entries(PUBLISHED)) {
      const { terraform } = buildModule(name as ModuleName).toTerraform() as {
        terraform: { required_providers: object };
      };
      expect(providers).toEqual(Object.keys(terraform.required_providers));
    }
  });

  it.each([
    [
      "ecs-connector",
      'aws = { source = "hashicorp/aws", version = "~> 4.0" }',
      'main.tf:3:49 module.apono needs aws ">= 5.100, < 7", and "~> 4.0" has no version of that.',
    ],
    [
      "eks-connector",
      'helm = { source = "registry.terraform.io/hashicorp/helm", version = "~> 2.9" }',
      'main.tf:3:73 module.apono needs helm ">= 3.1, < 4", and "~> 2.9" has no version of that.',
    ],
    [
      "ecs-connector",
      'aws = { source = "acme/aws", version = "~> 6.0" }',
      'main.tf:3:5 module.apono needs the provider hashicorp/aws, and aws is "acme/aws" here.',
    ],
    ["ecs-connector", 'helm = { source = "hashicorp/helm", version = "~> 2.9" }', undefined],
    ["ecs-connector", 'aws = { source = "hashicorp/aws", version = "~> 5.100" }', undefined],
    ["ecs-connector", 'aws = { source = "hashicorp/aws", version = ">= 4.0" }', undefined],
  ])("of providers: %s with %s", async (name, entry, message) => {
    expect(await foundIn(providerIncompatible, requires(entry) + call(name))).toEqual(
      message === undefined ? [] : [message],
    );
  });

  it.each([
    [
      "< 1.11",
      'main.tf:2:22 module.apono needs Terraform ">= 1.11", and required_version is "< 1.11".',
    ],
    [
      "~> 1.5.0",
      'main.tf:2:22 module.apono needs Terraform ">= 1.11", and required_version is "~> 1.5.0".',
    ],
    ["~> 1.5", undefined],
    [">= 1.0", undefined],
  ])("of Terraform: %s", async (version, message) => {
    const text = `terraform {\n  required_version = "${version}"\n}\n`;
    expect(await foundIn(terraformVersionIncompatible, text + call("ecs-connector"))).toEqual(
      message === undefined ? [] : [message],
    );
    expect(await foundIn(terraformVersionIncompatible, text)).toEqual([]);
  });
});
