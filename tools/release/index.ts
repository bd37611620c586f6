/**
 * Checks, builds and tags a version: `npm run release -- --help`.
 */
import { PROJECT_ROOT } from "../../cli/project";
import { processIo } from "../../cli/terminal/io";
import { runCommand } from "../../cli/terminal/run-command";
import { releaseCommand } from "./command";

const io = processIo();
void runCommand(releaseCommand(io, PROJECT_ROOT), process.argv, io).then((code) => {
  process.exitCode = code;
});
