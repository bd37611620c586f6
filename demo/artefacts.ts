import type { PlannedChange } from "../sandbox/terraform";

/** A difference that the emulator makes, and real AWS does not. */
interface Artefact {
  readonly type: string;
  readonly attribute: string;
  readonly cause: string;
}

const ARTEFACTS: readonly Artefact[] = [
  {
    type: "aws_ecs_service",
    attribute: "availability_zone_rebalancing",
    cause: "the emulator does not read it back, so the provider wants to set it again",
  },
];

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
  for (const { address, action, attributes } of changes) {
    const causes = attributes.map((attribute) =>
      ARTEFACTS.find(
        (known) => known.attribute === attribute && address.startsWith(`${known.type}.`),
      ),
    );
    if (action === "update" && causes.length > 0 && causes.every((known) => known !== undefined)) {
      artefacts.push(
        ...causes.map((known) => `${known!.type} ${known!.attribute}: ${known!.cause}`),
      );
    } else {
      ours.push(`${action} ${address} (${attributes.join(", ") || "no attribute"})`);
    }
  }
  return { artefacts, ours };
}
