import type { Fleet, Member } from "../../fleet/fleet";
import { matches } from "../../fleet/members";
import { noMember } from "./errors";

/**
 * The members that are asked for.
 *
 * @param patterns names, in which `*` stands for any text; none: every member
 * @throws CommandFailure for a pattern that matches no name
 */
export function chosenMembers({ members }: Fleet, patterns: readonly string[]): readonly Member[] {
  const names = members.map(({ name }) => name);
  for (const pattern of patterns)
    if (!names.some((name) => matches(pattern, name))) throw noMember(pattern, names);
  if (patterns.length === 0) return members;
  return members.filter(({ name }) => patterns.some((pattern) => matches(pattern, name)));
}
