import { relative } from "node:path";
import { needles, searchFolder } from "../../../test/kit/token-search";
import { type Step, fail, pass } from "../step";
import { markerOf } from "../token";
import type { World } from "../world";

/** Looks for the token in everything that is kept. @param further what AWS keeps besides, by name */
export const tokenAtRest = (
  further: (world: World) => Promise<Readonly<Record<string, string>>>,
): Step<World> => ({
  id: "token-at-rest",
  title: "Where the token is not",
  expected:
    "Neither state, plan, synthesized files and logs nor what AWS keeps of the deployment hold the token, in plain text or base64.",
  check: async (world) => {
    const { folder, token } = world.props;
    const wanted = needles(markerOf(token));
    const { hits, read } = searchFolder(folder.path, wanted);
    const texts = Object.entries(await further(world));
    const found = [
      ...hits.map((file) => relative(folder.path, file)),
      ...texts
        .filter(([, text]) => wanted.some((needle) => text.includes(needle)))
        .map(([name]) => name),
    ];
    const searched = `${read} files${texts.map(([name]) => `, ${name}`).join("")}`;
    return found.length === 0
      ? pass(`Not in any of ${searched}.`)
      : fail(`Found in ${found.join(", ")}.`);
  },
});
