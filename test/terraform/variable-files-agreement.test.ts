import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../sandbox/processes";
import { Terraform } from "../../sandbox/terraform";
import { GIVEN_VALUES, declared } from "../support/agreement/variable-files";

// Our own verdict on the same values: test/unit/cli/validate/rules/syntax/own-variables.test.ts.
jest.setTimeout(120_000);
afterAll(cleanUp);

it.each(GIVEN_VALUES)("Terraform takes %s = %s: %s", async (body, value, isTaken) => {
  const folder = tempDir("variable-files-");
  writeFileSync(join(folder, "main.tf"), declared(body));
  writeFileSync(join(folder, "terraform.tfvars"), `given = ${value}\n`);
  const terraform = new Terraform(folder);
  const plan = await terraform.run(["plan", "-input=false", "-no-color"]);
  terraform.dispose();
  expect([plan.code, plan.stderr.includes("Error:")]).toEqual(isTaken ? [0, false] : [1, true]);
  if (!isTaken) expect(plan.stderr).toMatch(/var\.given|variable/);
});
