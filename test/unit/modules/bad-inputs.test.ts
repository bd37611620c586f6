import { checkInputs } from "../../../lib/inputs";
import type { Rule } from "../../../lib/inputs/rules";
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
    const isBroken = (name: string, rule: Rule, attribute?: string) =>
      BAD_INPUTS.filter(({ input }) => input === name).some(({ value }) => {
        const given =
          attribute === undefined ? value : (value as Record<string, unknown>)[attribute];
        return given !== undefined && rule.check(given) !== undefined;
      });
    const missed = Object.entries(inputs).flatMap(([name, { rules = [], attributes = {} }]) => [
      ...rules.filter((rule) => !isBroken(name, rule)).map((rule) => `${name}: ${rule.message}`),
      ...Object.entries(attributes).flatMap(([attribute, of]) =>
        (of.rules ?? [])
          .filter((rule) => !isBroken(name, rule, attribute))
          .map((rule) => `${name}.${attribute}: ${rule.message}`),
      ),
    ]);
    expect(missed).toEqual([]);
  });
});
