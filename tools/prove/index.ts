/**
 * Proves on a real account what no emulator can: `npm run prove -- --help`.
 */
import { createInterface } from "node:readline/promises";
import { processIo } from "../../cli/terminal/io";
import { runCommand } from "../../cli/terminal/run-command";
import type { Ask } from "./agreement";
import { proveCommand } from "./command";

// The SDK's remark about its support of Node next year is nothing that a user can act on.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// Whoever reads may go away: what was made is destroyed all the same.
const io = processIo(() => undefined);

const onTerminal: Ask = async (question) => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} Type yes to go on: `)).trim());
  } finally {
    lines.close();
  }
};

let brokenOff: number | undefined;
const command = proveCommand(io, process.stdin.isTTY ? onTerminal : undefined, (code) => {
  brokenOff = code;
});
void runCommand(command, process.argv, io).then((code) => {
  process.exitCode = brokenOff ?? code;
});
