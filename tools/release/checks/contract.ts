import semver from "semver";
import type { ModuleContract } from "../../data/module-contract";
import { breakingChanges } from "../contract-changes";
import type { Problem } from "../problem";
import type { Release } from "../release";

/** A module's contract in this release and in the previous one; undefined if the module is not there. */
export interface ContractPair {
  readonly module: string;
  readonly before?: ModuleContract;
  readonly after?: ModuleContract;
}

/** Contracts break in major versions only. */
export function contractProblems(
  { version, previous }: Release,
  contracts: readonly ContractPair[],
): Problem[] {
  if (previous === undefined || semver.major(version) > semver.major(previous)) return [];
  return contracts.flatMap(({ module, before, after }) => {
    if (before === undefined) return [];
    const breaking =
      after === undefined ? ["the module is removed"] : breakingChanges(before, after);
    if (breaking.length === 0) return [];
    return [
      {
        what: `The contract of ${module} breaks:\n${breaking.map((each) => `  ${each}`).join("\n")}`,
        fix: `Restore it, or release ${semver.inc(previous, "major")}.`,
      },
    ];
  });
}
