import { regionMissing } from "../../../../../cli/validate/rules/region-missing";
import { foundIn } from "../../../../support/validate";

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';

describe("region-missing", () => {
  it.each([
    [
      CALL,
      "main.tf:1:1 Provider aws is not configured, so the connector's region depends on the environment that Terraform runs in.",
    ],
    [
      `provider "aws" {\n  region = null\n}\n${CALL}`,
      "main.tf:1:1 provider.aws has no region, so the connector's region depends on the environment that Terraform runs in.",
    ],
    [
      `provider "aws" {\n  region = "eu-central-1"\n}\nprovider "aws" {\n  alias = "b"\n}\n${CALL.replace("}", "  providers = { aws = aws.b }\n}")}`,
      "main.tf:4:1 provider.aws.b has no region, so the connector's region depends on the environment that Terraform runs in.",
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(regionMissing, text)).toEqual([message]);
  });

  it.each([
    'provider "aws" {}',
    `provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n${CALL}`,
    `provider "aws" {\n  region = "us-gov-west-1"\n}\n${CALL}`,
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(regionMissing, text)).toEqual([]);
  });
});
