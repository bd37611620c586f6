/**
 * Proves in a real account what an emulator can't show: `npm run prove -- --help`.
 */
import { createInterface } from "node:readline/promises";
import { processIo } from "../../cli/terminal/io";
import { runCommand } from "../../cli/terminal/run-command";
import type { Ask } from "./confirmation";
import { proveCommand } from "./command";

// Hides the SDK's notice about future Node.js support: users can't act on it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// Ignores a closed output pipe: the created resources must still be destroyed.
const io = processIo(() => undefined);

const askOnTerminal: Ask = async (question) => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} Type yes to continue: `)).trim());
  } finally {
    lines.close();
  }
};

let interruptedCode: number | undefined;
const command = proveCommand(io, process.stdin.isTTY ? askOnTerminal : undefined, (code) => {
  interruptedCode = code;
});
void runCommand(command, process.argv, io).then((code) => {
  process.exitCode = interruptedCode ?? code;
});
