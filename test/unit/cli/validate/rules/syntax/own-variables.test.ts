import { check } from "../../../../../../cli/validate/check";
import { subjectOf } from "../../../../../../cli/validate/read/example";
import { variables } from "../../../../../../cli/validate/rules/syntax/variables";
import { GIVEN_VALUES, declared } from "../../../../../support/agreement/variable-files";
import { findings } from "../findings";

const found = (body: string, files: Readonly<Record<string, string>>) =>
  findings(variables, { "main.tf": declared(body), ...files });

// What Terraform says of the same values: test/terraform/variable-files-agreement.test.ts.
it.each(GIVEN_VALUES)("takes as Terraform does: %s = %s: %s", async (body, value, isTaken) => {
  const told = await found(body, { "terraform.tfvars": `given = ${value}\n` });
  expect(told).toEqual(
    isTaken ? [] : [expect.stringMatching(/^error terraform\.tfvars:1 The variable given /)],
  );
});

describe("a value for a variable of the folder", () => {
  it("is told with the reason, and at the value", async () => {
    const subject = await subjectOf({
      "main.tf": declared("type = object({ a = number })"),
      "prod.tfvars": '# of production\ngiven = { a = "x" }\n',
    });
    expect(await check(subject, [variables])).toMatchObject([
      {
        message: 'The variable given takes object({ a = number }): a: "x" is no number.',
        mend: "Give it a value of that type.",
        range: { file: "prod.tfvars", start: { line: 2, column: 9 } },
      },
    ]);
  });

  it("may stand in JSON, and in a folder below", async () => {
    const module = { "a/main.tf": declared("type = number") };
    expect(
      await findings(variables, { ...module, "a/x.auto.tfvars.json": '{ "given": "x" }' }),
    ).toEqual(['error a/x.auto.tfvars.json:1 The variable given takes number: "x" is no number.']);
    expect(
      await findings(variables, { ...module, "a/x.auto.tfvars.json": '{ "given": "7" }' }),
    ).toEqual([]);
  });

  it("counts where Terraform takes it: of those that it loads by itself, the last", async () => {
    const files = {
      "terraform.tfvars": 'given = "a"\n',
      "a.auto.tfvars.json": '{ "given": "b" }',
      "b.auto.tfvars": 'given = "c"\n',
    };
    expect(await found("type = number", files)).toEqual([
      'error b.auto.tfvars:1 The variable given takes number: "c" is no number.',
    ]);
    expect(await found("type = number", { ...files, "b.auto.tfvars": "given = 1\n" })).toEqual([]);
  });

  it("counts by itself in a file that somebody has to name", async () => {
    const files = { "a.tfvars": 'given = "a"\n', "b.tfvars": "given = 1\n" };
    expect(await found("type = number", files)).toEqual([
      'error a.tfvars:1 The variable given takes number: "a" is no number.',
    ]);
  });

  it("is no more than a warning where there is no such variable", async () => {
    expect(await found("type = number", { "terraform.tfvars": "givn = 1\n" })).toEqual([
      "warning terraform.tfvars:1 There is no variable givn in this folder.",
    ]);
  });

  it("is not shown where the variable is sensitive", async () => {
    const body = "type = map(number)\n  sensitive = true";
    expect(await found(body, { "terraform.tfvars": 'given = { b = "x" }\n' })).toEqual([
      "error terraform.tfvars:1 The variable given takes map(number): […]: a sensitive value is no number.",
    ]);
  });
});
