import { moduleUnpinned } from "../../../../../cli/validate/rules/module-unpinned";
import { foundIn } from "../../../../support/validate";

describe("module-unpinned", () => {
  const from = (lines: string) => `module "m" {\n  source = ${lines}\n}`;
  it.each([
    ['"acme/apono-ecs-connector/aws"', "main.tf:2:12 module.m has no version."],
    [
      '"acme/apono-ecs-connector/aws"\n  version = ">= 1.0"',
      'main.tf:3:13 module.m: version ">= 1.0" allows every later version, including the next major one.',
    ],
    [
      '"github.com/apono-io/terraform-modules//azure/connector"',
      "main.tf:2:12 module.m comes from git without a ref, so it follows the default branch.",
    ],
    [
      '"git::https://example.com/terraform-aws-apono-ecs-connector.git?ref=main"',
      'main.tf:2:12 module.m follows "main" in git, which looks like a branch.',
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
