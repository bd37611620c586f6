import { commit } from "./commit";
import { openFolder } from "./open-folder";
import { packCommand } from "./pack-command";
import { packModules } from "./pack-modules";
import type { ReleaseStep } from "./step";
import { tag } from "./tag";
import { writeChecksums } from "./write-checksums";
import { writeFiles } from "./write-files";
import { writeSbom } from "./write-sbom";

/** The steps of a release, in their order. */
export const STEPS: readonly ReleaseStep[] = [
  writeFiles,
  openFolder,
  packModules,
  packCommand,
  writeSbom,
  writeChecksums,
  commit,
  tag,
];
