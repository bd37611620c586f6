import { separateChanges } from "../../emulator-differences";
import { type Step, fail, pass, unknown } from "../step";
import type { RunContext } from "../run-context";

/** Plans again after the deployment. */
export const PLAN_AGAIN: Step<RunContext> = {
  id: "plan-again",
  title: "Second plan",
  expected: "Terraform plans no changes.",
  check: async (context) => {
    const { succeeded, errors, changes } = await context.stack.plan(context.tokenVariable);
    if (!succeeded) return fail(errors.join(" "));
    const { differences, ours } = separateChanges(changes);
    const all = changes.map(
      ({ action, address, attributes }) => `${action} ${address} (${attributes.join(", ")})`,
    );
    if (context.emulator === undefined)
      return changes.length === 0 ? pass("No changes.") : fail(`Planned: ${all.join("; ")}.`);
    if (ours.length > 0) return fail(`Planned: ${ours.join("; ")}.`);
    return differences.length === 0
      ? pass("No changes.")
      : unknown(`No changes except those that the emulator causes: ${differences.join("; ")}.`);
  },
};
