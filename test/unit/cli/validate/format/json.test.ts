import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { writeBadExamples } from "../../../../support/bad-examples";
import { runCli } from "../../../../support/cli";
import { PROJECT } from "../../../../kit/project-copy";
import { inOwnFolder, write } from "../../../../support/validate-folder";

const SCHEMA = JSON.parse(
  readFileSync(join(PROJECT, "docs", "validate.schema.json"), "utf8"),
) as object;
const isValid = new Ajv({ strict: true, allErrors: true }).compile(SCHEMA);
const validate = async (...paths: string[]) =>
  JSON.parse((await runCli(["validate", ...paths, "--format", "json"])).out) as Record<
    string,
    unknown
  >;

inOwnFolder();

it("is as its schema says, with what is suppressed counted", async () => {
  write({
    "a.tf":
      'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n  APONO_TOKEN = "Zx81qQ4m77Lp" # apono-connector: off token-in-plain-text for the test\n}\n',
    "b.tf": "locals {}\n",
  });
  const output = await validate(".");
  isValid(output);
  expect(isValid.errors).toBeNull();
  expect(output["summary"]).toMatchObject({ files: 2, errors: 1, suppressed: 1 });
  expect(isValid({ ...output, format: 1 })).toBe(false);
});

it("is as its schema says for every rule", async () => {
  isValid(await validate(...writeBadExamples()));
  expect(isValid.errors).toBeNull();
}, 60_000);
