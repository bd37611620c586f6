import { MODULE_NAMES } from "../../../../../modules/module-names";
import { deploymentOf, typeNeeds } from "../../../../../modules/permissions/deployer";
import {
  type Choice,
  isAllowed,
  shippedPolicy,
  withoutAction,
} from "../../../../support/deployer-policy";
import { RECORDED_PLACE, fromLine, recordingOf } from "../../../../support/deployer-recording";

/** The steps of all recorded deployments, each with the policy that counts in it: of the inputs before and after. */
const stepsOf = (module: (typeof MODULE_NAMES)[number]) =>
  Object.entries(recordingOf(module)).flatMap(([name, steps]) =>
    steps.map(({ inputs, types, requests }, at) => {
      const before = steps[at - 1]?.inputs ?? inputs;
      const choices: Choice[] = [before, inputs];
      return {
        name: `${name}, step ${at + 1}`,
        isLast: at === steps.length - 1,
        inputs,
        types,
        requests: requests.map(fromLine),
        policy: choices.flatMap((each) => shippedPolicy(module, each, RECORDED_PLACE)),
      };
    }),
  );

describe.each(MODULE_NAMES)("the deployer's policy of %s", (module) => {
  const steps = stepsOf(module);

  it("allows everything that was recorded", () => {
    expect(steps.length).toBeGreaterThan(2);
    const denied = steps.flatMap(({ name, requests, policy }) =>
      requests
        .filter((request) => !isAllowed(policy, request))
        .map((request) => ({ name, ...request })),
    );
    expect(denied).toEqual([]);
  });

  it("has no action without which all of it would still be allowed", () => {
    const actions = new Set(steps.flatMap(({ policy }) => policy.flatMap(({ Action }) => Action)));
    const unused = [...actions].filter((action) =>
      steps.every(({ requests, policy }) => {
        const without = withoutAction(policy, action);
        return requests.every((request) => isAllowed(without, request));
      }),
    );
    expect(unused).toEqual([]);
  });

  it("is made of the types that Terraform then has in its state", () => {
    for (const { name, isLast, inputs, types } of steps) {
      if (isLast) continue;
      const known = typeNeeds(deploymentOf(module, inputs)).map(({ type }) => type);
      expect({ name, types: [...known].sort() }).toEqual({ name, types });
    }
  });
});
