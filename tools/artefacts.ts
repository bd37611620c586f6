import { artefactsIn } from "../test/kit/emulator-artefacts";
import type { PlannedChange } from "../test/kit/terraform";

/** Changes of a second plan: those that only the emulator causes, and all others. */
export interface SortedChanges {
  /** One line each: what, and why. */
  readonly artefacts: readonly string[];
  /** Addresses with what would happen to them. */
  readonly ours: readonly string[];
}

/** Tells the emulator's known artefacts from changes that are ours. */
export function sortChanges(changes: readonly PlannedChange[]): SortedChanges {
  const artefacts: string[] = [];
  const ours: string[] = [];
  for (const change of changes) {
    const known = artefactsIn(change);
    if (known === undefined) {
      const { action, address, attributes } = change;
      ours.push(`${action} ${address} (${attributes.join(", ") || "no attribute"})`);
    } else {
      artefacts.push(
        ...known.map(({ type, attribute, cause }) => `${type} ${attribute}: ${cause}`),
      );
    }
  }
  return { artefacts, ours };
}
