import { relative } from "node:path";
import { needles, searchFolder } from "../../../test/kit/token-search";
import { type Step, fail, pass } from "../step";
import { markerOf } from "../token";
import type { RunContext } from "../run-context";

/** Searches the run's files and AWS resources for the token. @param resources AWS resources as text, by name */
export const tokenAtRest = (
  resources: (context: RunContext) => Promise<Readonly<Record<string, string>>>,
): Step<RunContext> => ({
  id: "token-at-rest",
  title: "The token is not stored",
  expected:
    "No state, plan, synthesized file, log or AWS resource except the secret contains the token, in plain text or base64.",
  check: async (context) => {
    const { folder, token } = context.props;
    const wanted = needles(markerOf(token));
    const { hits, read } = searchFolder(folder.path, wanted);
    const texts = Object.entries(await resources(context));
    const found = [
      ...hits.map((file) => relative(folder.path, file)),
      ...texts
        .filter(([, text]) => wanted.some((needle) => text.includes(needle)))
        .map(([name]) => name),
    ];
    const searched = `${read} files${texts.map(([name]) => `, ${name}`).join("")}`;
    return found.length === 0
      ? pass(`Not found in ${searched}.`)
      : fail(`Found in ${found.join(", ")}.`);
  },
});
