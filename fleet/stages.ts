import { isConnector } from "../modules/module-names";
import type { Fleet, Member } from "./fleet";

/** Members that are deployed at once, after those of the stages before. */
export interface Stage {
  /** From 0; the same for all without waves. */
  readonly wave: number;
  readonly members: readonly Member[];
}

/** A fleet in the order of a rollout: wave by wave, and in a wave after what each depends on. */
export function stagesOf({ members }: Fleet): readonly Stage[] {
  const byName = new Map(members.map((member) => [member.name, member]));
  const depths = new Map<Member, number>();
  const depthOf = (member: Member): number => {
    const known = depths.get(member);
    if (known !== undefined) return known;
    const before = member.dependsOn
      .map((name) => byName.get(name)!)
      .filter((other) => other.wave === member.wave);
    const depth = Math.max(-1, ...before.map(depthOf)) + 1;
    depths.set(member, depth);
    return depth;
  };
  const stages = new Map<string, { wave: number; depth: number; members: Member[] }>();
  for (const member of members) {
    const [wave, depth] = [member.wave ?? 0, depthOf(member)];
    const key = `${wave}.${depth}`;
    if (!stages.has(key)) stages.set(key, { wave, depth, members: [] });
    stages.get(key)!.members.push(member);
  }
  return [...stages.values()].toSorted((a, b) => a.wave - b.wave || a.depth - b.depth);
}

/** Connectors that must be connected before the next wave starts; those of the last wave hold nothing back. */
export function gated({ members }: Fleet): ReadonlySet<Member> {
  const last = Math.max(...members.map(({ wave = 0 }) => wave));
  return new Set(members.filter(({ module, wave = 0 }) => isConnector(module) && wave < last));
}
