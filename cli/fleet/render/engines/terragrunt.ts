import { basename } from "node:path";
import { connectorIdOf } from "../../../../fleet/connector-id";
import type { Member } from "../../../../fleet/fleet";
import { gated } from "../../../../fleet/stages";
import { block, writeHcl } from "../../../../lib/hcl/write";
import { type Engine, gateWords, heading, rootFolder } from "../rendering";

/**
 * A unit for each root: what is applied before it, and a hook that waits for the connector before the next wave.
 * https://terragrunt.gruntwork.io/docs/features/hooks/
 */
export const terragrunt: Engine = (rendering) => {
  const { members } = rendering.fleet;
  const waits = gated(rendering.fleet);
  const waves: string[][] = [];
  for (const { name, wave = 0 } of members) (waves[wave] ??= []).push(name);
  /** Of the wave before; a wave may have no connector of its own. */
  const namesBefore = ({ wave = 0 }: Member) =>
    waves.slice(0, wave).findLast((names) => names !== undefined) ?? [];
  return members.map((member) => {
    const before = new Set([...namesBefore(member), ...member.dependsOn]);
    const paths = [...before].map((name) => `../${name}`);
    const id = connectorIdOf(member);
    const blocks = [
      ...(paths.length > 0 ? [block("dependencies", { paths })] : []),
      ...(id !== undefined && waits.has(member) ? [hookOf(gateWords(rendering, id))] : []),
    ];
    return {
      path: `${rootFolder(member)}/terragrunt.hcl`,
      content: `${heading(basename(rendering.file))}${writeHcl(...blocks)}`.trimEnd() + "\n",
    };
  });
};

const hookOf = (execute: readonly string[]) =>
  block("terraform", block(["after_hook", "connected"], { commands: ["apply"], execute }));
