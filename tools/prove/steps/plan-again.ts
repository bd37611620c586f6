import { separateChanges } from "../../emulator-differences";
import { type Step, fail, pass, untold } from "../step";
import type { World } from "../world";

/** Planning once more. */
export const PLAN_AGAIN: Step<World> = {
  id: "plan-again",
  title: "A second plan",
  expected: "Terraform plans no change.",
  check: async (world) => {
    const { done, errors, changes } = await world.stack.plan(world.tokenVariable);
    if (!done) return fail(errors.join(" "));
    const { differences, ours } = separateChanges(changes);
    const all = changes.map(
      ({ action, address, attributes }) => `${action} ${address} (${attributes.join(", ")})`,
    );
    if (world.emulator === undefined)
      return changes.length === 0 ? pass("No change.") : fail(`Planned: ${all.join("; ")}.`);
    if (ours.length > 0) return fail(`Planned: ${ours.join("; ")}.`);
    return differences.length === 0
      ? pass("No change.")
      : untold(`No change but what the emulator itself causes: ${differences.join("; ")}.`);
  },
};
