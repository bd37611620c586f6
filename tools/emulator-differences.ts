import { differencesIn } from "../test/kit/emulator-differences";
import type { PlannedChange } from "../test/kit/terraform";

/** Changes of a second plan: those that only the emulator causes, and all others. */
export interface SortedChanges {
  /** One line each: what, and why. */
  readonly differences: readonly string[];
  /** Addresses with what would happen to them. */
  readonly ours: readonly string[];
}

/** Tells the emulator's known differences from changes that are ours. */
export function separateChanges(changes: readonly PlannedChange[]): SortedChanges {
  const differences: string[] = [];
  const ours: string[] = [];
  for (const change of changes) {
    const known = differencesIn(change);
    if (known === undefined) {
      const { action, address, attributes } = change;
      ours.push(`${action} ${address} (${attributes.join(", ") || "no attribute"})`);
    } else {
      differences.push(
        ...known.map(({ type, attribute, cause }) => `${type} ${attribute}: ${cause}`),
      );
    }
  }
  return { differences, ours };
}
