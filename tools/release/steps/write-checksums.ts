import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../cli/files/write-whole";
import { sha256 } from "../../../cli/registry/package/archive";
import { CHECKSUMS } from "../../../cli/registry/package/packages";
import { SOURCE } from "./open-folder";
import type { ReleaseStep } from "./step";

/** The files of a release that are published, sorted by name. */
export const artefactsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file !== SOURCE && file !== CHECKSUMS)
    .sort();

const checksums = (folder: string): string =>
  artefactsIn(folder)
    .map((file) => `${sha256(readFileSync(join(folder, file)))}  ${file}\n`)
    .join("");

export const writeChecksums: ReleaseStep = {
  title: "write SHA256SUMS",
  isDone({ folder }) {
    const file = join(folder, CHECKSUMS);
    return existsSync(file) && readFileSync(file, "utf8") === checksums(folder);
  },
  run: ({ folder }) => writeWhole(join(folder, CHECKSUMS), checksums(folder)),
};
