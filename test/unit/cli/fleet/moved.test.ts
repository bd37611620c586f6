import { movedFiles } from "../../../../cli/fleet/render/moved";
import { callOf } from "../../../../cli/fleet/render/rendering";
import type { Member } from "../../../../fleet/fleet";
import { buildModule } from "../../../../modules";
import { MODULE_NAMES } from "../../../../modules/module-names";

it.each(MODULE_NAMES)("nothing of %s moves to where its own moves lead", (module) => {
  const member = { name: "a", module } as Member;
  const [file] = movedFiles({
    fleet: { members: [member] },
    file: "fleet.yaml",
    output: ".",
    version: "1.0.0",
  });
  const targets = [...file!.content.matchAll(/^ {2}to {3}= (.+)$/gm)].map(([, to]) => to);
  const { moved = [] } = (buildModule(module).toFiles()["moved.tf.json"] ?? {}) as {
    readonly moved?: readonly { readonly to: string }[];
  };
  const own = new Set(moved.map(({ to }) => `module.${callOf(member)}.${to}`));
  expect(targets.length).toBeGreaterThan(5);
  expect(new Set(targets).size).toBe(targets.length);
  expect(targets.filter((to) => own.has(to!))).toEqual([]);
});
