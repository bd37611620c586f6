import { basename } from "node:path";
import { Code, block, writeHcl } from "../../../lib/hcl/write";
import { type ModuleName, buildModule } from "../../../modules";
import { type RenderedFile, type Rendering, MOVED, callOf, heading, rootFolder } from "./rendering";

/**
 * Moves what a connector's stack has in its state below the module's call, so that a root on the same state takes the
 * connector over. Stacks and modules have the same addresses. Where nothing is to be moved, Terraform does nothing.
 * https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export function movedFiles({ fleet: { members }, file }: Rendering): RenderedFile[] {
  const modules = new Set(members.map(({ module }) => module));
  const moves = new Map([...modules].map((module) => [module, movesInto(module)]));
  return members.map((member) => {
    const blocks = moves
      .get(member.module)!
      .map(({ from, to }) =>
        block("moved", { from: new Code(from), to: new Code(`module.${callOf(member)}.${to}`) }),
      );
    const content = `${heading(basename(file))}${writeHcl(...blocks)}\n`;
    return { path: `${rootFolder(member)}/${MOVED}`, content };
  });
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Where each resource of a stack goes in the module. */
function movesInto(module: ModuleName): Move[] {
  const files = buildModule(module).toFiles();
  const { moved = [] } = (files["moved.tf.json"] ?? {}) as { readonly moved?: readonly Move[] };
  const { resource } = files["main.tf.json"] as {
    readonly resource: Readonly<Record<string, object>>;
  };
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => ({
      from: `${type}.${name}`,
      to: entrance(`${type}.${name}`, moved),
    })),
  );
}

/** Nothing moves to an address from two others: where the module has moved one itself, it is entered at the start. */
function entrance(address: string, moved: readonly Move[]): string {
  const before = moved.find(({ to }) => to === address);
  return before === undefined ? address : entrance(before.from, moved);
}
