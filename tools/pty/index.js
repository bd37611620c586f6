/**
 * Runs Terraform for cdktf 0.21, in place of the package that gives it a pseudo-terminal: when Terraform ends, Node drops
 * what it has not yet read from the terminal, and with it the error of a deployment that fails. A pipe loses nothing.
 * docs/adr/0042-cdktf-and-cdktn.md
 */
const { spawn } = require("node:child_process");

/** What Ctrl-C sends to a terminal. */
const INTERRUPT = "\x03";

/** Terraform asks for a variable. The question ends in no newline, so that cdktf, which reads whole lines, would wait for ever. */
const ASKS_FOR_VARIABLE = /^\S*var\.\S+\n[^]*Enter a value:/m;

/** The part of node-pty that cdktf calls. https://github.com/microsoft/node-pty/blob/main/typings/node-pty.d.ts */
module.exports.spawn = (file, args, { cwd, env }) => {
  // One pipe for both streams keeps their order.
  const child = spawn("sh", ["-c", 'exec "$0" "$@" 2>&1', file, ...args], {
    cwd,
    env,
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl-C reaches the whole group, and cdktf interrupts too: after a second interrupt Terraform would not save its state.
    detached: true,
  });
  child.stdout.setEncoding("utf8");
  child.stdin.on("error", () => undefined); // Terraform may end before it has read an answer
  return {
    onData: (listener) =>
      void child.stdout.on("data", (text) =>
        listener(ASKS_FOR_VARIABLE.test(text) ? `${text}\n` : text),
      ),
    onExit: (listener) => void child.on("close", (code) => listener({ exitCode: code ?? 1 })),
    write: (text) => void (text === INTERRUPT ? child.kill("SIGINT") : child.stdin.write(text)),
  };
};
