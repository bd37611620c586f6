import { checkInputs } from "../../../../lib/inputs";
import { orgDelegationInputs } from "../../../../modules/org-delegation";
import { ORG_BAD_INPUTS, ORG_GOOD_INPUTS } from "../../../fixtures/org-delegation-inputs";

test.each(ORG_BAD_INPUTS)("$input refuses $value", ({ input, value, message }) => {
  const messages = checkInputs(orgDelegationInputs, { [input]: value }).map(
    (finding) => finding.message,
  );
  expect(messages).toContain(message);
});

test.each(ORG_GOOD_INPUTS)("%s takes %p", (input, value) => {
  expect(checkInputs(orgDelegationInputs, { [input]: value })).toEqual([]);
});

test("every rule of every input is broken by a row", () => {
  const missed = Object.entries(orgDelegationInputs).flatMap(([name, input]) => {
    const rules = "rules" in input ? input.rules : [];
    return rules
      .filter(
        (rule) =>
          !ORG_BAD_INPUTS.some((row) => row.input === name && rule.check(row.value) !== undefined),
      )
      .map((rule) => `${name}: ${rule.message}`);
  });
  expect(missed).toEqual([]);
});
