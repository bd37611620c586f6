import { moduleUnpinned } from "../../../../../../cli/validate/rules/configuration/module-unpinned";
import { providerIncompatible } from "../../../../../../cli/validate/rules/configuration/provider-incompatible";
import { providerUnpinned } from "../../../../../../cli/validate/rules/configuration/provider-unpinned";
import {
  canBoth,
  constraintOf,
} from "../../../../../../cli/validate/rules/configuration/support/constraint";
import { PUBLISHED } from "../../../../../../cli/validate/rules/configuration/support/published";
import { terraformVersionIncompatible } from "../../../../../../cli/validate/rules/configuration/terraform-version-incompatible";
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

describe("module-unpinned", () => {
  it.each([
    ['source = "acme/vpc/aws"', "main.tf:2:12 module.m has no version."],
    [
      'source = "acme/vpc/aws"\n  version = ">= 1.0"',
      'main.tf:3:13 module.m: version ">= 1.0" takes every later one, also the next major version.',
    ],
    [
      'source = "github.com/acme/vpc"',
      "main.tf:2:12 module.m comes from git without a reference: from whatever the default branch holds.",
    ],
    [
      'source = "git::https://example.com/vpc.git?ref=main"',
      'main.tf:2:12 module.m comes from "main" in git, which looks like a branch: it moves.',
    ],
    [
      'source = "git@github.com:acme/vpc.git//sub?depth=1&ref=feature-x"',
      'main.tf:2:12 module.m comes from "feature-x" in git, which looks like a branch: it moves.',
    ],
  ])("finds %s", async (lines, message) => {
    expect(await foundIn(moduleUnpinned, `module "m" {\n  ${lines}\n}`)).toEqual([message]);
  });

  it.each([
    'source = "./vpc"',
    'source = "../../vpc"',
    'source = "app.terraform.io/acme/vpc/aws//sub"\n  version = "~> 1.0"',
    'source = "git::https://example.com/vpc.git?ref=v1.0.0"',
    'source = "git::https://example.com/m.git?ref=ecs-connector-v1.0.0"',
    'source = "github.com/acme/vpc?ref=0123456789abcdef0123456789abcdef01234567"',
    'source = "https://example.com/vpc-1.0.0.tar.gz"',
    'source = "s3::https://s3-eu-west-1.amazonaws.com/b/vpc.zip"',
    "source = var.source",
  ])("leaves alone %s", async (lines) => {
    expect(await foundIn(moduleUnpinned, `module "m" {\n  ${lines}\n}`)).toEqual([]);
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
      requires('aws = { source = "hashicorp/aws", version = ">= 5.0" }'),
      'main.tf:3:49 The provider aws is taken in every version from ">= 5.0" on, also the next major one.',
    ],
    [
      'provider "aws" {}\nresource "aws_vpc" "x" {}',
      "main.tf:1:1 The provider aws is used, and required_providers has no entry for it.",
    ],
    [
      'data "tls_certificate" "x" {}',
      "main.tf:1:1 The provider tls is used, and required_providers has no entry for it.",
    ],
    [
      'resource "aws_vpc" "x" {\n  provider = amazon.here\n}',
      "main.tf:1:1 The provider amazon is used, and required_providers has no entry for it.",
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(providerUnpinned, text)).toEqual([message]);
  });

  const BUILT_IN = 'source = "terraform.io/builtin/terraform"';

  it.each([
    `terraform = { ${BUILT_IN} }`,
    `core = { ${BUILT_IN} }`,
    'terraform = { source = "Terraform.io/builtin/terraform" }',
    "terraform = {}",
  ])("wants no version of what is built in: %s", async (entry) => {
    expect(await foundIn(providerUnpinned, requires(entry))).toEqual([]);
  });

  it.each([
    [`terraform = { ${BUILT_IN}, version = "~> 1.0" }`, "terraform"],
    [`core = { ${BUILT_IN}, version = ">= 0" }`, "core"],
    ['terraform = { version = "1.0" }', "terraform"],
    ['terraform = "1.0"', "terraform"],
  ])("refuses a version of what is built in: %s", async (entry, name) => {
    expect(await foundIn(providerUnpinned, requires(entry))).toEqual([
      expect.stringContaining(
        `error: The provider ${name} is built into Terraform, and is given a version.`,
      ),
    ]);
  });

  it("takes another provider of that name for what it is", async () => {
    const entry = 'terraform = { source = "acme/terraform" }';
    expect(await foundIn(providerUnpinned, requires(entry))).toEqual([
      "main.tf:3:5 The provider terraform has no version range.",
    ]);
  });

  it("gives the range that the modules are tested with", async () => {
    const [finding] = await findings(providerUnpinned, { "main.tf": 'provider "helm" {}' });
    expect(finding?.mend).toBe(
      'Add helm = { source = "hashicorp/helm", version = ">= 3.1, < 4" } to required_providers.',
    );
  });

  it("wants no ceiling of a module that is called, and none of what needs no provider", async () => {
    expect(
      await found(providerUnpinned, {
        "main.tf": 'module "x" {\n  source = "./x"\n}\nresource "terraform_data" "x" {}',
        "x/main.tf": requires('aws = { source = "hashicorp/aws", version = ">= 5.0" }'),
        "y/main.tf.json": JSON.stringify({
          terraform: [
            { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.0" } } },
          ],
          resource: { aws_vpc: { x: {} } },
        }),
      }),
    ).toEqual([]);
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
