import type { PlannedChange } from "./terraform";

/** A difference that the emulator makes by itself after an apply, and real AWS does not. */
export interface EmulatorDifference {
  /** Terraform type of the resource. */
  readonly type: string;
  readonly attribute: string;
  readonly cause: string;
}

/** All that are known. Nothing else may differ after an apply. */
export const EMULATOR_DIFFERENCES: readonly EmulatorDifference[] = [
  {
    type: "aws_ecs_service",
    attribute: "availability_zone_rebalancing",
    cause: "the emulator does not read it back, so the provider wants to set it again",
  },
  {
    type: "aws_ecs_service",
    attribute: "enable_execute_command",
    cause: "the emulator does not keep it, so what was asked for is planned again",
  },
];

/** The differences that a change consists of; `undefined` for a change that is ours to answer for. */
export function differencesIn(change: PlannedChange): readonly EmulatorDifference[] | undefined {
  const { address, action, attributes } = change;
  const known = attributes.flatMap((attribute) =>
    EMULATOR_DIFFERENCES.filter(
      (difference) =>
        difference.attribute === attribute &&
        new RegExp(`(^|\\.)${difference.type}\\.connector$`).test(address),
    ),
  );
  return action === "update" && known.length > 0 && known.length === attributes.length
    ? known
    : undefined;
}

/** The changes of a plan that are ours to answer for. */
export const withoutEmulatorDifferences = (changes: readonly PlannedChange[]): PlannedChange[] =>
  changes.filter((change) => differencesIn(change) === undefined);
