import { checkInputs } from "../../../lib/inputs";
import { MODULE_INPUTS } from "../../../modules/inputs";
import type { ModuleName } from "../../../modules/module-names";
import { INPUT_ROWS } from "../../fixtures/bad-inputs";

describe.each(Object.keys(MODULE_INPUTS) as ModuleName[])("%s", (module) => {
  const inputs = MODULE_INPUTS[module];
  const { BAD_INPUTS, GOOD_INPUTS } = INPUT_ROWS[module];

  test.each(BAD_INPUTS)("$input refuses $value", ({ input, value, message }) => {
    const messages = checkInputs(inputs, { [input]: value }).map((finding) => finding.message);
    expect(messages).toContain(message);
  });

  test.each(GOOD_INPUTS)("%s takes %p", (input, value) => {
    expect(checkInputs(inputs, { [input]: value })).toEqual([]);
  });

  test("every rule of every input is broken by a row", () => {
    const missed = Object.entries(inputs).flatMap(([name, input]) =>
      (input.rules ?? [])
        .filter(
          (rule) =>
            !BAD_INPUTS.some((row) => row.input === name && rule.check(row.value) !== undefined),
        )
        .map((rule) => `${name}: ${rule.message}`),
    );
    expect(missed).toEqual([]);
  });
});
