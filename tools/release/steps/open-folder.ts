import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../cli/files/write-whole";
import type { ReleaseRun, ReleaseStep } from "./step";

/** The file that names the git tree that the artefacts are built from. */
export const SOURCE = "SOURCE";

const isCurrent = ({ folder, tree }: ReleaseRun): boolean => {
  const file = join(folder, SOURCE);
  return existsSync(file) && readFileSync(file, "utf8") === `${tree}\n`;
};

/** Artefacts of other sources, such as those before a fix, don't stay. */
export const openFolder: ReleaseStep = {
  title: "make a folder for the artefacts",
  isDone: isCurrent,
  run({ folder, tree }) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, SOURCE), `${tree}\n`);
  },
};
