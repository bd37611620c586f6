import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../cli/files/write-whole";
import type { ReleaseRun, ReleaseStep } from "./step";

const outdated = ({ git, written }: ReleaseRun) =>
  [...written].filter(([path, content]) => {
    const file = join(git.folder, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== content;
  });

export const writeFiles: ReleaseStep = {
  title: "write the version, its date and the granted permissions",
  isDone: (run) => outdated(run).length === 0,
  run(run) {
    for (const [path, content] of outdated(run)) writeWhole(join(run.git.folder, path), content);
  },
};
