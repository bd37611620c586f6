import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { failure } from "../../../cli/terminal/errors";
import { npm } from "../npm";
import type { ReleaseStep } from "./step";

/** npm's package in a folder; undefined if it is not there. */
export const npmPackageIn = (folder: string): string | undefined =>
  existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith(".tgz")) : undefined;

export const packCommand: ReleaseStep = {
  title: "pack the npm package",
  isDone: ({ folder }) => npmPackageIn(folder) !== undefined,
  run({ git, folder }) {
    // npm writes into the destination: only a whole package gets into the folder.
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    try {
      npm(git.folder, "pack", "--pack-destination", unfinished);
      const file = npmPackageIn(unfinished);
      if (file === undefined) throw failure("npm pack wrote no package. Run npm pack to see why.");
      renameSync(join(unfinished, file), join(folder, file));
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  },
};
