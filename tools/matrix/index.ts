/**
 * The end-to-end tests on each engine that there is: `npm run matrix -- --help`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processIo } from "../../cli/terminal/io";
import { runCommand } from "../../cli/terminal/run-command";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { matrixCommand } from "./command";

const DOCUMENT = join(PROJECT_ROOT, "docs", "engines.md");

const io = processIo();
const command = matrixCommand(io, {
  read: () => readFileSync(DOCUMENT, "utf8"),
  write: (text) => writeFileSync(DOCUMENT, text),
});
void runCommand(command, process.argv, io).then((code) => {
  process.exitCode = code;
});
