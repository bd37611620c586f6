import { type Inputs, checkInputs } from "../../../lib/inputs";
import type { ModuleName } from "../../../modules/names";
import { ecsConnectorInputs } from "../../../modules/ecs-connector";
import { eksConnectorInputs } from "../../../modules/eks-connector";
import { orgDelegationInputs } from "../../../modules/org-delegation";
import { INPUT_ROWS } from "../../fixtures/bad-inputs";

const INPUTS: Readonly<Record<ModuleName, Inputs>> = {
  "ecs-connector": ecsConnectorInputs,
  "eks-connector": eksConnectorInputs,
  "org-delegation": orgDelegationInputs,
};

describe.each(Object.keys(INPUTS) as ModuleName[])("%s", (module) => {
  const inputs = INPUTS[module];
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
