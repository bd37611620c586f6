import { providerInModule } from "../../../../../cli/validate/rules/provider-in-module";
import { found, foundIn } from "../../../../support/validate";

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';

const called = (text: string) => ({
  "main.tf": 'module "x" {\n  source = "./x"\n}',
  "x/main.tf": text,
});

it("provider-in-module finds a provider beside a connector in a module that is called", async () => {
  const text = `provider "aws" {}\n${CALL}`;
  expect(await found(providerInModule, called(text))).toEqual([
    "x/main.tf:1:1 provider.aws is configured in x, which another module calls.",
  ]);
  expect(await found(providerInModule, called('provider "aws" {}\n'))).toEqual([]);
  expect(await foundIn(providerInModule, text)).toEqual([]);
});
