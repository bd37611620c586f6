import { checkInputs } from "../../../../lib/inputs";
import { ecsConnectorInputs } from "../../../../modules/ecs-connector";
import { BAD_INPUTS, GOOD_INPUTS } from "../../../fixtures/bad-inputs";

test.each(BAD_INPUTS)("$input refuses $value", ({ input, value, message }) => {
  const messages = checkInputs(ecsConnectorInputs, { [input]: value }).map(
    (finding) => finding.message,
  );
  expect(messages).toContain(message);
});

test.each(GOOD_INPUTS)("%s takes %p", (input, value) => {
  expect(checkInputs(ecsConnectorInputs, { [input]: value })).toEqual([]);
});

test("every rule of every input is broken by a row", () => {
  const missed = Object.entries(ecsConnectorInputs).flatMap(([name, input]) => {
    const rules = "rules" in input ? input.rules : [];
    return rules
      .filter(
        (rule) =>
          !BAD_INPUTS.some((row) => row.input === name && rule.check(row.value) !== undefined),
      )
      .map((rule) => `${name}: ${rule.message}`);
  });
  expect(missed).toEqual([]);
});
