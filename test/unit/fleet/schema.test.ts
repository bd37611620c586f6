import Ajv from "ajv";
import { parse } from "yaml";
import { fleetInputs, fleetSchema } from "../../../fleet/schema";
import { checkInputs } from "../../../lib/inputs/check";
import { MODULE_INPUTS } from "../../../modules/inputs";
import { MODULE_NAMES } from "../../../modules/module-names";
import { BAD_INPUTS, GOOD_INPUTS } from "../../fixtures/bad-inputs/ecs-connector";

const ajv = new Ajv({ strict: false });
const validate = ajv.compile(fleetSchema());

const withInput = (input: string, value: unknown) => ({
  connectors: [
    {
      name: "a",
      module: "ecs-connector",
      inputs: { subnetIds: ["subnet-0123456789abcdef0"], [input]: value },
    },
  ],
});

it("is a JSON schema", () => {
  expect(ajv.validateSchema(fleetSchema())).toBe(true);
});

it("has every input of every module, but what a fleet gives elsewhere", () => {
  for (const module of MODULE_NAMES) {
    const left = Object.keys(MODULE_INPUTS[module]).filter(
      (name) => !Object.hasOwn(fleetInputs(module), name),
    );
    expect(["aponoToken", "aponoTokenSecretArn", "waitFor", "tags"]).toEqual(
      expect.arrayContaining(left),
    );
  }
});

it("refuses inputs of another module", () => {
  const fleet = parse("connectors: [{ name: a, module: org-delegation, inputs: { cpu: 256 } }]");
  expect(validate(fleet)).toBe(false);
});

describe("says in editors what the rules say", () => {
  const known = (input: string) => Object.hasOwn(fleetInputs("ecs-connector"), input);

  it("takes what is good", () => {
    const refused = GOOD_INPUTS.filter(
      ([input, value]) => known(input) && value !== null && !hasNull(value),
    ).filter(([input, value]) => !validate(withInput(input, value)));
    expect(refused).toEqual([]);
  });

  it("never refuses what the rules take, and most of what they refuse", () => {
    const rows = BAD_INPUTS.filter(({ input }) => known(input));
    const refused = rows.filter(({ input, value }) => !validate(withInput(input, value)));
    for (const { input, value } of refused)
      expect(checkInputs(MODULE_INPUTS["ecs-connector"], { [input]: value })).not.toEqual([]);
    expect(refused.length / rows.length).toBeGreaterThan(0.7);
  });
});

const hasNull = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).includes(null);
