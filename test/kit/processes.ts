import type { ChildProcess } from "node:child_process";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { constants } from "node:os";
import { killGroup } from "./cleanup";
import { spawnGroup, type Env } from "./process-group";

export { cleanUp, removeTempDir, tempDir } from "./cleanup";
export { mergeEnv, type Env } from "./process-group";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Env;
  /** Written to standard input, which is closed after it. @default - nothing */
  readonly input?: string;
  /** Milliseconds until the whole process group is killed. @default - no limit */
  readonly timeoutMs?: number;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  /** Throw {@link CommandError} when the command fails. @default false */
  readonly check?: boolean;
}

export interface RunResult {
  /** Exit code; 128 plus the signal's number when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** A command that runs. */
export interface RunningCommand {
  readonly pid: number;
  /** Resolves when the command has ended; rejects only with `check`. */
  readonly done: Promise<RunResult>;
  /** Sends a signal to the command and everything it started. @default SIGTERM */
  kill(signal?: NodeJS.Signals): void;
}

/** A command failed that was not allowed to. */
export class CommandError extends Error {
  constructor(
    command: string,
    readonly result: RunResult,
  ) {
    const why = result.timedOut ? "ran out of time" : `ended with exit code ${result.code}`;
    super(`\`${command}\` ${why}:\n${lastLines(result.stderr + result.stdout, 30)}`);
    this.name = "CommandError";
  }
}

/** Runs a command to its end. A failing command is a result, not an exception (see `check`). */
export async function run(
  command: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  return (await start(command, args, options)).done;
}

/**
 * Starts a command as the leader of a process group of its own, so that it can be stopped with all
 * its children (Terraform's providers, for example, outlive a killed Terraform).
 *
 * @throws Error when the command cannot be started at all.
 */
export async function start(
  command: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunningCommand> {
  const { child, pid } = await spawnGroup(command, args, options);
  const text = { stdout: "", stderr: "" };
  let timedOut = false;
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
      text[stream] += chunk;
      options.onOutput?.(chunk, stream);
    });
  }
  child.stdin?.on("error", () => undefined); // the command may end without reading its input
  child.stdin?.end(options.input ?? "");
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          killGroup(pid, "SIGKILL");
        }, options.timeoutMs);

  const ended = new Promise<RunResult>((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: exitCode(code, signal), ...text, timedOut });
    });
  });
  const done = ended.then((result) => {
    if (options.check && result.code !== 0) {
      throw new CommandError([command, ...args].join(" "), result);
    }
    return result;
  });
  // Whoever awaits `done` later must not bring the process down in between.
  done.catch(() => undefined);
  return { pid, done, kill: (signal = "SIGTERM") => void killGroup(pid, signal) };
}

export interface ServerOptions {
  readonly cwd?: string;
  readonly env?: Env;
  /** What the server is called in messages. @default - the command */
  readonly name?: string;
  /** Whether the server answers yet, by its own output so far; asked again and again. */
  readonly ready: (output: string) => boolean | Promise<boolean>;
  /** Milliseconds to become ready. @default 60000 */
  readonly timeoutMs?: number;
}

export interface Server {
  readonly pid: number;
  /** The last lines that the server wrote, both streams. */
  output(lines?: number): string;
  running(): boolean;
  /** How it ended, such as "ended with exit code 0"; undefined while it runs. */
  ended(): string | undefined;
  /** Stops the server and all its children; resolves when they are gone. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it is ready. A server does not keep this process alive: the
 * process ends when it has nothing else to do, and takes the server with it.
 *
 * @throws Error with the server's last lines when it ends or is not ready in time.
 */
export async function startServer(
  command: string,
  args: readonly string[],
  options: ServerOptions,
): Promise<Server> {
  const name = options.name ?? command;
  const { child, pid } = await spawnGroup(command, args, options);
  let text = "";
  let ended: string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-100_000);
    });
  }
  child.stdin?.end();
  const closed = new Promise<void>((resolve) => {
    child.on("close", (code, signal) => {
      ended = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      resolve();
    });
  });
  const server: Server = {
    pid,
    output: (lines = 20) => lastLines(text, lines),
    running: () => ended === undefined,
    ended: () => ended,
    stop: async () => {
      setReferenced(child, true);
      killGroup(pid, "SIGTERM");
      const timer = setTimeout(() => killGroup(pid, "SIGKILL"), 3000);
      await closed;
      clearTimeout(timer);
    },
  };

  const timeoutMs = options.timeoutMs ?? 60_000;
  const deadline = Date.now() + timeoutMs;
  while (!(await options.ready(text))) {
    const late = Date.now() > deadline;
    if (ended === undefined && !late) {
      await sleep(50);
      continue;
    }
    const what = ended ?? `did not become ready in ${timeoutMs} ms`;
    await server.stop();
    throw new Error(`${name} ${what}. Its last lines:\n${server.output()}`);
  }
  setReferenced(child, false);
  return server;
}

/**
 * A TCP port on 127.0.0.1 that nobody used a moment ago. Prefer letting a server choose (port 0):
 * somebody else may take this one before the server does.
 */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Resolves after so many milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function setReferenced(child: ChildProcess, referenced: boolean): void {
  for (const handle of [child, child.stdout as Socket | null, child.stderr as Socket | null]) {
    if (referenced) handle?.ref();
    else handle?.unref();
  }
}

function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
