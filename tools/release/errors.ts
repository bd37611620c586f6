import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Problem } from "./problem";

/** @param problems all reasons, at least one */
export const refused = (version: string, problems: readonly Problem[]) =>
  failure(
    [
      `"${version}" can't be released:`,
      ...problems.map(({ what, fix }) => `- ${indented(what)}\n  Fix: ${fix}`),
    ].join("\n"),
  );

export const notARepository = (folder: string) =>
  cannotRun(
    `${folder} is not the root of a git repository. Clone the repository, and run this command there.`,
  );

export const notLocked = (packages: readonly string[]) =>
  failure(
    `The command contains packages that package-lock.json does not have: ${packages.join(", ")}. Run npm ci, and this command again.`,
  );

const indented = (text: string) => text.replaceAll("\n", "\n  ");
