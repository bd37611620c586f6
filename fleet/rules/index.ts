import type { Fault, SourceDocument } from "../document";
import type { Member } from "../fleet";
import type { FleetFile } from "../members";
import type { Case } from "./case";
import { checkCollisions } from "./collisions";
import { checkAccess, checkPlaceholders } from "./access";
import { checkModules } from "./modules";
import { checkDependencies, checkEmptyWaves, checkPatterns, checkWave } from "./order";
import { checkToken } from "./token";
import { checkValues } from "./values";

const RULES: readonly ((one: Case) => Fault[])[] = [
  checkAccess,
  checkPlaceholders,
  checkToken,
  checkDependencies,
  checkWave,
  checkValues,
];

/** What is wrong with a fleet whose structure is right, all of it. */
export function checkFleet(
  document: SourceDocument,
  file: FleetFile,
  members: readonly Member[],
): Fault[] {
  return [
    ...members.flatMap((member, index) => {
      const one = { document, file, members, member, index, at: ["connectors", index] };
      return RULES.flatMap((rule) => rule(one));
    }),
    ...checkCollisions(document, members),
    ...checkPatterns(document, file, members),
    ...checkEmptyWaves(document, file, members),
    ...checkModules(document, file),
  ];
}
