import type { Fault, SourceDocument } from "../document";
import type { Member } from "../fleet";
import { type FleetFile, matches } from "../members";
import type { Case } from "./case";

export function checkDependencies({ document, members, member, at }: Case): Fault[] {
  const names = members.map(({ name }) => name);
  const unknown = member.dependsOn.flatMap((other, index) =>
    names.includes(other)
      ? []
      : [
          document.fault(
            [...at, "dependsOn", index],
            `${member.name}: there is no connector "${other}". There are: ${names.join(", ")}.`,
          ),
        ],
  );
  const circle = circleFrom(member.name, members);
  return circle === undefined
    ? unknown
    : [
        ...unknown,
        document.fault(
          [...at, "dependsOn"],
          `${circle.join(" → ")} depend on each other. Remove one of the dependencies.`,
        ),
      ];
}

/** Told once, at the first of its connectors. */
function circleFrom(start: string, members: readonly Member[]): readonly string[] | undefined {
  const order = members.map(({ name }) => name);
  const walk = (path: readonly string[]): readonly string[] | undefined => {
    const last = members.find(({ name }) => name === path.at(-1));
    for (const next of last?.dependsOn ?? []) {
      if (next === start) return [...path, next];
      const isNew = !path.includes(next) && order.indexOf(next) > order.indexOf(start);
      const found = isNew ? walk([...path, next]) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk([start]);
}

/** A connector is in the first wave that has it. */
export function checkWave({ document, file, members, member, at }: Case): Fault[] {
  const { name, wave } = member;
  if (file.waves === undefined) return [];
  if (wave === undefined)
    return [
      document.fault(
        [...at, "name"],
        `${name} is in no wave. Add it to one, or the pattern "*" as the last wave.`,
      ),
    ];
  return member.dependsOn.flatMap((needed, index) => {
    const other = members.find((each) => each.name === needed);
    return other?.wave !== undefined && other.wave > wave
      ? [
          document.fault(
            [...at, "dependsOn", index],
            `${name} is in wave ${wave + 1}, and depends on ${needed} in wave ${other.wave + 1}. Put it into that wave or a later one.`,
          ),
        ]
      : [];
  });
}

const isUsedBy = (members: readonly Member[]) => (pattern: string) =>
  members.some(({ name }) => matches(pattern, name));

/** A wave that has no connector of its own would protect nothing. */
export function checkEmptyWaves(
  document: SourceDocument,
  { waves = [] }: FleetFile,
  members: readonly Member[],
): Fault[] {
  return waves.flatMap((patterns, index) =>
    members.some(({ wave }) => wave === index) || !patterns.every(isUsedBy(members))
      ? []
      : [
          document.fault(
            ["waves", index],
            `Wave ${index + 1} has no connector of its own: an earlier wave has them all. Put narrow patterns first, and "*" last.`,
          ),
        ],
  );
}

/** Patterns that match nothing are most likely misspelt. */
export function checkPatterns(
  document: SourceDocument,
  { tokens = {}, waves = [] }: FleetFile,
  members: readonly Member[],
): Fault[] {
  const isUsed = isUsedBy(members);
  const told = (pattern: string) => `"${pattern}" matches no connector. Correct it, or remove it.`;
  return [
    ...Object.keys(tokens).flatMap((pattern) =>
      isUsed(pattern) ? [] : [document.faultAtKey(["tokens"], pattern, told(pattern))],
    ),
    ...waves.flatMap((patterns, wave) =>
      patterns.flatMap((pattern, index) =>
        isUsed(pattern) ? [] : [document.fault(["waves", wave, index], told(pattern))],
      ),
    ),
  ];
}
