import { providerUnpinned } from "../../../../../cli/validate/rules/provider-unpinned";
import { findings, found, foundIn } from "../../../../support/validate";

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';

const requires = (entry: string) => `terraform {\n  required_providers {\n    ${entry}\n  }\n}\n`;

describe("provider-unpinned", () => {
  it.each([
    [
      requires('aws = { source = "hashicorp/aws" }'),
      "main.tf:3:5 Provider aws has no version range.",
    ],
    [
      'provider "aws" {}\n',
      "main.tf:1:1 Provider aws is used but has no entry in required_providers.",
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
    expect(finding?.message).toBe(
      `The version range of provider ${name}, "${version}", has no upper bound.`,
    );
    expect(finding?.fix).toBe(`Set version = "${expected}".`);
  });

  it("wants no ceiling of a module that is called", async () => {
    const files = {
      "main.tf": 'module "x" {\n  source = "./x"\n}\n',
      "x/main.tf": requires('aws = { source = "hashicorp/aws", version = ">= 5.0" }') + CALL,
    };
    expect(await found(providerUnpinned, files)).toEqual([]);
  });
});
